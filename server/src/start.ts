import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Log, OpenDatabase } from "@relais/core";
import {
  afterTheRush,
  allConsumers,
  createCore,
  framingSites,
  paulsLink,
  prepareReturn,
  seedDemo,
  startConsumers,
  startDeskKeeper,
  startReminderKeeper,
  startLinkPreviewer,
  startPushSender,
  startWarrantyKeeper,
  startWebhookSender,
  watchSuspensions,
  startShareKeeper,
} from "@relais/core";
import { Realtime } from "@relais/realtime";
import { type Config, originFor } from "./config.ts";
import {
  dialectServices,
  loadDialects,
  reactionsOf,
  serveDialects,
  socketsOf,
} from "./dialects.ts";
import { firebaseMeans } from "./firebase.ts";
import { startDriver } from "./demo/driver.ts";
import { fileMeans } from "./files/means.ts";
import { sweepUploads } from "./files/sweep.ts";
import { Access } from "./http/access.ts";
import { createApp } from "./http/app.ts";
import { closeApp, InFlight } from "./http/close-app.ts";
import { serveGuide } from "./http/documents/guide.ts";
import { serveReference } from "./http/documents/reference.ts";
import { serveTilesFile } from "./http/map/tiles-file.ts";
import { createGuards } from "./http/guards.ts";
import { findAddressFree, listen } from "./http/listen.ts";
import { Counts } from "./http/operation/counts.ts";
import { healthz } from "./http/operation/healthz.ts";
import { metrics } from "./http/operation/metrics.ts";
import { readyz } from "./http/operation/readyz.ts";
import { routes } from "./http/routes.ts";
import { pageHeaders } from "./http/security-headers.ts";
import { serveWeb } from "./http/web/serve-web.ts";
import { linkReader } from "./links/link-reader.ts";
import { pushMeans } from "./push/push-means.ts";
import { webhookMeans } from "./webhooks/webhook-means.ts";
import { openConfigured } from "./open-database.ts";
import { createRates, frameRate, messageRate } from "./rates/rates.ts";
import { createRouter } from "./routing/osrm.ts";
import { routeUpgrades } from "./upgrade.ts";

const builtWeb = fileURLToPath(new URL("../../web/dist/", import.meta.url));

export type StartOptions = {
  config: Config;
  log: Log;
  /** Started by the caller, who stops it: tests share one. Without it ours is opened, and stopped. */
  database?: OpenDatabase;
  /** Where the built web app is; tests have one of their own. */
  webFolder?: string;
};

export type RunningServer = {
  readonly port: number;
  /** In a demonstration: where the link of the customer without an account leads. */
  readonly guestPath: string | null;
  /** Settles when the database is down for good without anybody having asked for it. */
  readonly failed: Promise<void>;
  /**
   * Drains: nothing new begins, sockets are told to come back, what was accepted is answered; then lets
   * go of everything, the database last. The same promise when called again.
   */
  stop(): Promise<void>;
};

/** Brings everything up, in order, and listens. What fails half-way lets go of what came before. */
export async function start(options: StartOptions): Promise<RunningServer> {
  const { config, log, database, webFolder = builtWeb } = options;
  const stops: (() => Promise<unknown> | undefined)[] = [];
  let draining = false;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    draining = true;
    return (stopped ??= letGo(stops, log));
  };

  try {
    await findAddressFree(config);
    const open = database ?? (await openConfigured(config, log));
    if (database === undefined) stops.push(() => open.stop());
    const core = await createCore({
      target: open.target,
      log,
      files: fileMeans(config),
      router: config.osrmUrl === undefined ? undefined : createRouter(config.osrmUrl),
      readLink: linkReader(config),
      push: await pushMeans(config, open.target),
      webhooks: webhookMeans(config),
      linkDays: config.linkDays,
    });
    stops.push(() => core.close());
    const prepared = prepareReturn(core);
    // A database that fails is heard of at once: what follows asks it too.
    prepared.catch(() => {});
    const suspensions = await watchSuspensions(core);
    stops.push(() => suspensions.stop());
    if (config.demo) await seedDemo(open.target, core, { day: config.demoDay });
    const guestPath = config.demo ? await paulsLink(core) : null;
    const dialects = await loadDialects(config.dialects);
    const firebase = await firebaseMeans(config);
    const reactions = reactionsOf(dialects, { firebase, origin: originFor(config) });
    const listening = Promise.withResolvers<void>();
    const afterReturn = listening.promise.then(afterTheRush);
    const consumers = startConsumers(core, [...allConsumers, ...reactions], afterReturn);
    stops.push(() => consumers.stop());
    const previewer = startLinkPreviewer(core);
    stops.push(() => previewer.stop());
    const shares = startShareKeeper(core);
    stops.push(() => shares.stop());

    stops.push(sweepUploads(core));

    const access = new Access(core);
    const { redisUrl, messagesPerSecond } = config;
    const rates = await createRates(redisUrl, messageRate(messagesPerSecond), log);
    const realtime = new Realtime({
      core,
      log,
      redisUrl,
      sends: rates.messages,
      frameRate: frameRate(messagesPerSecond),
    });
    const pushes = startPushSender(core, realtime);
    stops.push(() => pushes.stop());
    const webhooks = startWebhookSender(core);
    stops.push(() => webhooks.stop());
    const warranties = startWarrantyKeeper(core);
    stops.push(() => warranties.stop());
    const reminders = startReminderKeeper(core);
    stops.push(() => reminders.stop());
    const desk = startDeskKeeper(core, () => realtime.staffHere());
    stops.push(() => desk.stop());
    const inFlight = new InFlight();
    const app = await createApp({
      config,
      log,
      isDraining: () => draining,
      inFlight,
      epoch: core.journal.epoch,
    });
    const origins = originsOf(config);
    const guards = createGuards(access, rates, origins);
    const { demo, tiles } = config;
    const services = { core, realtime, rates, demo, tiles, ...guards };
    const counts = new Counts();
    const stopCounting = counts.watch(app, core);
    for (const route of routes) route(app, services);
    const forDialects = dialectServices(services, config, log);
    serveDialects(app, forDialects, dialects);
    for (const { keep } of dialects) {
      if (keep !== undefined) stops.push(keep(forDialects));
    }
    healthz(app);
    readyz(app, core, () => draining);
    metrics(app, config.metricsToken, { counts, core, realtime });
    serveReference(app);
    serveGuide(app, config.publicUrl);
    if (tiles && "file" in tiles) await serveTilesFile(app, tiles.file);
    const pictures = tiles && "url" in tiles ? [new URL(tiles.url).origin] : [];
    const headers = (sites: readonly string[]) => pageHeaders(config.publicUrl, pictures, sites);
    const framedBy = (siteKey: string) => framingSites(core, siteKey);
    await serveWeb({ app, folder: webFolder, headers, framedBy, services, log });
    routeUpgrades(app.server, realtime, origins, socketsOf(dialects, forDialects));
    stops.push(async () => {
      await realtime.drain();
      await closeApp(app, inFlight);
      access.close();
      stopCounting();
      await rates.close();
    });

    await prepared;
    await listen(app, config);
    listening.resolve();
    if (config.demoTrip) {
      const isAnybodyThere = () => connectionsOf(realtime) > 0;
      const driver = startDriver({ core, realtime, target: open.target, log, isAnybodyThere });
      stops.push(() => driver.stop());
    }
    const { port } = app.server.address() as AddressInfo;
    return { port, guestPath, failed: open.closed.then(() => stopped), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The other way round: what came last goes first. One that fails does not keep the others. */
async function letGo(stops: (() => Promise<unknown> | undefined)[], log: Log): Promise<void> {
  for (const stop of stops.toReversed()) {
    try {
      await stop();
    } catch (error) {
      log.error({ err: error }, "A part of the server did not stop in order.");
    }
  }
}

function connectionsOf(realtime: Realtime): number {
  const { websocket, sse } = realtime.metrics().connections;
  return websocket + sse;
}

function originsOf({ publicUrl, frontendUrls }: Config): string[] {
  return publicUrl === undefined ? [...frontendUrls] : [publicUrl, ...frontendUrls];
}
