import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe("what the operator looks at", () => {
  it("/healthz says that the server lives, /readyz that it can work", async () => {
    expect(await server.call("/healthz")).toMatchObject({ status: 200, text: "ok\n" });
    expect(await server.call("/readyz")).toMatchObject({ status: 200, text: "ready\n" });
  });

  it("/metrics counts requests, messages, batches and connections, for Prometheus", async () => {
    const awa = await server.token(cast.awa);
    const conversation = await server.newConversation();
    await server.call(`/v1/conversations/${conversation}/messages`, {
      token: awa,
      body: { text: "Bonjour" },
    });
    const { status, text, headers } = await server.call("/metrics");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/plain");
    expect(text).toContain(
      'relais_http_requests_total{method="POST",route="/v1/conversations/:id/messages",status="201"} 1',
    );
    // The system's own message, and Awa's.
    expect(text).toMatch(/^relais_messages_total 2$/m);
    expect(text).toMatch(/^relais_batches_total\{at_most="1"\} [1-9]/m);
    expect(text).toMatch(/^relais_connections\{transport="websocket"\} 0$/m);
    expect(text).toMatch(/^relais_write_queue 0$/m);
    expect(text).toMatch(/^relais_event_deliveries_total 0$/m);
    expect(text).toMatch(
      /^relais_consumer_lag_organizations\{consumer="notification_counter"\} \d+$/m,
    );
    expect(text).toContain("process_cpu_seconds_total");
  });

  it("/metrics names nobody: no id, no address, no token", async () => {
    const { access_token, user } = await server.signIn(cast.awa);
    await server.call("/v1/me", { token: access_token });
    await server.call(`/v1/cases/${user.id}`, { token: access_token });
    const { text } = await server.call("/metrics");
    expect(text).not.toContain(user.id);
    expect(text).not.toContain(access_token);
    expect(text).not.toContain("depannage.demo");
  });

  it("/metrics is for this machine alone, unless the operator gave a token; nobody else learns that it is there", async () => {
    const told = await server.call("/metrics", { headers: { "x-forwarded-for": "203.0.113.7" } });
    expect(told).toMatchObject({ status: 404, body: { code: "not_found" } });
    await server.call("/metrics", { headers: { forwarded: "for=203.0.113.7" } });
    expect(server.log.split("RELAIS_METRICS_TOKEN")).toHaveLength(2);
    expect(server.log).not.toContain("203.0.113.7");
  });

  it("/metrics with a token answers whoever brings it, from anywhere, and nobody else", async () => {
    const metricsToken = "0123456789abcdef0123456789abcdef";
    const beside = await server.beside({ metricsToken });
    const ask = (headers: Record<string, string>) => beside.call("/metrics", { headers });
    const elsewhere = { "x-forwarded-for": "203.0.113.7" };
    const authorization = `Bearer ${metricsToken}`;
    expect(await ask({ ...elsewhere, authorization })).toMatchObject({ status: 200 });
    for (const wrong of [
      "",
      metricsToken,
      `${authorization}0`,
      `Bearer ${await server.token(cast.claire)}`,
    ]) {
      const { status, body } = await ask(wrong === "" ? {} : { authorization: wrong });
      expect({ status, code: body.code }).toEqual({ status: 401, code: "unauthenticated" });
    }
    expect(beside.log).not.toContain(metricsToken);
    await beside.stop();
  });
});
