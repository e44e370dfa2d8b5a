import { type Core, consumerLag } from "@relais/core";
import type { Realtime } from "@relais/realtime";
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { Counts } from "./counts.ts";

type Values = readonly { labels?: Record<string, string>; value: number }[];

const only = (value: number): Values => [{ value }];

/** Everything that /metrics shows, read when it is asked for. */
export function createMetricsPage(counts: Counts, core: Core, realtime: Realtime) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const counter = (name: string, help: string, read: () => Values, labelNames: string[] = []) =>
    registry.registerMetric(
      new Counter({
        name,
        help,
        labelNames,
        registers: [],
        collect() {
          this.reset();
          for (const { labels = {}, value } of read()) this.inc(labels, value);
        },
      }),
    );
  const gauge = (
    name: string,
    help: string,
    read: () => Values | Promise<Values>,
    labelNames: string[] = [],
  ) =>
    registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames,
        registers: [],
        async collect() {
          const values = await read();
          this.reset();
          for (const { labels = {}, value } of values) this.set(labels, value);
        },
      }),
    );

  counter(
    "relais_http_requests_total",
    "HTTP requests answered, by route pattern and status.",
    () =>
      [...counts.requests].map(([key, value]) => {
        const [method = "", route = "", status = ""] = key.split(" ");
        return { labels: { method, route, status }, value };
      }),
    ["method", "route", "status"],
  );
  counter("relais_http_request_seconds_total", "Seconds spent on HTTP requests.", () =>
    only(counts.requestSeconds),
  );
  counter("relais_messages_total", "Messages stored.", () => only(counts.messages));
  counter("relais_events_total", "Events journaled by this server.", () => only(counts.events));
  counter(
    "relais_batches_total",
    "Transactions of the journal, by the number of their events (`at_most`).",
    () =>
      counts.batchesByBound.map((value, index) => ({
        labels: { at_most: String(counts.batchBounds[index] ?? "+Inf") },
        value,
      })),
    ["at_most"],
  );
  counter(
    "relais_positions_total",
    "Positions that came for live shares, taken or refused, by outcome.",
    () => [...core.positions.outcomes].map(([outcome, value]) => ({ labels: { outcome }, value })),
    ["outcome"],
  );
  counter(
    "relais_routes_total",
    "Ways that a router was asked for, or not asked for because it rests, by outcome.",
    () => [...core.routes.outcomes].map(([outcome, value]) => ({ labels: { outcome }, value })),
    ["outcome"],
  );
  counter(
    "relais_push_requests_total",
    "Notifications handed to push services, by outcome: sent, gone (the device is), later, refused.",
    () =>
      Object.entries(core.pushes.requests.outcomes).map(([outcome, value]) => ({
        labels: { outcome },
        value,
      })),
    ["outcome"],
  );
  counter("relais_push_request_seconds_total", "Seconds spent on requests to push services.", () =>
    only(core.pushes.requests.milliseconds / 1_000),
  );
  counter(
    "relais_webhook_requests_total",
    "Requests to addresses of webhooks, by outcome: delivered, refused (answered otherwise than 2xx), unanswered.",
    () =>
      Object.entries(core.webhooks.requests.outcomes).map(([outcome, value]) => ({
        labels: { outcome },
        value,
      })),
    ["outcome"],
  );
  counter(
    "relais_webhook_request_seconds_total",
    "Seconds spent on requests to addresses of webhooks.",
    () => only(core.webhooks.requests.milliseconds / 1_000),
  );
  gauge("relais_write_queue", "Writes that wait for a batch.", () =>
    only(core.journal.writer.depth),
  );
  gauge(
    "relais_connections",
    "Living connections, by transport.",
    () =>
      Object.entries(realtime.metrics().connections).map(([transport, value]) => ({
        labels: { transport },
        value,
      })),
    ["transport"],
  );
  gauge("relais_followed_streams", "Conversations and lists that somebody follows.", () =>
    only(realtime.metrics().streams),
  );
  counter("relais_event_frames_total", "Frames of events encoded for followers.", () =>
    only(realtime.metrics().frames),
  );
  counter("relais_event_deliveries_total", "Frames of events handed to connections.", () =>
    only(realtime.metrics().deliveries),
  );
  gauge(
    "relais_consumer_lag_organizations",
    "Organizations in which a consumer has something of the journal before it.",
    async () =>
      [...(await lagOf(core))].map(([consumer, value]) => ({ labels: { consumer }, value })),
    ["consumer"],
  );
  gauge("relais_database_connections", "Database connections open.", () =>
    only(core.pool.totalCount),
  );
  gauge("relais_database_waiting", "Requests that wait for a database connection.", () =>
    only(core.pool.waitingCount),
  );

  return async () => ({ type: registry.contentType, text: await registry.metrics() });
}

/** A database that does not answer must not silence everything else. */
async function lagOf(core: Core): Promise<Map<string, number>> {
  try {
    return await consumerLag(core);
  } catch (error) {
    core.log.warn({ err: error }, "The lag of the consumers could not be read.");
    return new Map();
  }
}
