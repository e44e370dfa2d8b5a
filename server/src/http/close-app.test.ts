import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { readConfig } from "../config.ts";
import { createLog } from "../log/log.ts";
import { createApp } from "./app.ts";
import { closeApp, InFlight } from "./close-app.ts";

/** Longer than any test may take. */
const never = 1_000_000;

it("counts nobody as under way who left in the middle of an answer", async () => {
  const inFlight = new InFlight();
  const log = createLog("silent");
  const app = await createApp({
    config: readConfig({}),
    log,
    isDraining: () => false,
    inFlight,
    epoch: "",
  });
  app.get("/held", (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200).flushHeaders();
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const leave = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/held`, { signal: leave.signal });
  expect(answer.status).toBe(200);
  leave.abort();
  await inFlight.settled(never);
  await closeApp(app, inFlight);
});

it("lets nobody hold a connection for ever with a request that does not end", async () => {
  const inFlight = new InFlight();
  const log = createLog("silent");
  const app = await createApp({
    config: readConfig({}),
    log,
    isDraining: () => false,
    inFlight,
    epoch: "",
  });
  const { headersTimeout, requestTimeout } = app.server;
  expect(headersTimeout).toBe(60_000);
  expect(requestTimeout).toBe(600_000);
  await closeApp(app, inFlight);
});

it("says to whoever is still sending when its patience is over that they shall come back", async () => {
  const inFlight = new InFlight();
  const app = await createApp({
    config: readConfig({}),
    log: createLog("silent"),
    isDraining: () => false,
    inFlight,
    epoch: "",
  });
  const begun = Promise.withResolvers<void>();
  app.addHook("onRequest", (_request, _reply, done) => {
    begun.resolve();
    done();
  });
  app.post("/kept", (_request, reply) => reply.send("never"));
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const { readable, writable } = new TextEncoderStream();
  const body = writable.getWriter();
  void body.write('{"text":"').catch(() => {});
  const answer = fetch(`http://127.0.0.1:${port}/kept`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: readable,
    duplex: "half",
  } as RequestInit);
  await begun.promise;
  const closed = closeApp(app, inFlight, { patience: 0 });
  expect(await (await answer).json()).toMatchObject({ code: "shutting_down", retry: "later" });
  expect((await answer).headers.get("retry-after")).toBe("1");
  await closed;
});
