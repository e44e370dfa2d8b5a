import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dialectNames } from "../dialect-names.ts";
import { loadDialects } from "../dialects.ts";
import { cast, demoPassword, TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ logLevel: "debug" });
});
afterAll(() => server.stop());

it("no secret is ever in the log, at any level, nor in an answer that is about something else", async () => {
  const { access_token, refresh_token } = await server.signInAgain(cast.awa);
  const ticket = await server.call<{ ticket: string }>("/v1/socket-tickets", {
    method: "POST",
    token: access_token,
  });
  expect(ticket.status).toBe(201);
  const secrets = [
    demoPassword,
    "a-wrong-password",
    access_token,
    refresh_token,
    ticket.body.ticket,
    "forged-token",
  ];
  const answers = [
    await server.call("/v1/sessions", { body: { email: cast.awa, password: "a-wrong-password" } }),
    await server.call("/v1/sessions", { body: `{"email":"x","password":"${demoPassword}"` }),
    await server.call("/v1/sessions", { body: { email: 1, password: [demoPassword] } }),
    await server.call("/v1/sessions/refresh", { body: { refresh_token, extra: refresh_token } }),
    await server.call(`/v1/me?token=${access_token}`),
    await server.call(`/v1/nothing?ticket=${ticket.body.ticket}`),
    await server.call("/v1/me", { token: "forged-token" }),
    await server.call(`/${access_token}`, { token: access_token }),
    await server.call(`/v1/cases/${ticket.body.ticket}`, { token: access_token }),
    await server.call("/v1/stream", { body: { type: "hello", version: 1, token: "forged-token" } }),
    await server.call("/metrics"),
  ];
  await server.call("/v1/sessions/refresh", { body: { refresh_token } });
  await server.call("/v1/sessions/refresh", { body: { refresh_token } });
  for (const secret of secrets) {
    expect(server.log).not.toContain(secret);
    for (const { text } of answers) expect(text).not.toContain(secret);
  }
  for (const { text } of answers) expect(text).not.toMatch(/node_modules|\.ts:\d|at async/);
});

it("D6.11 T6.9: the token in the address of a socket of any documented API reaches no log", async () => {
  const { access_token } = await server.signInAgain(cast.awa);
  const dialects = await loadDialects(dialectNames);
  const conversation = await server.newConversation();
  const addresses = dialects.flatMap(({ sockets }) =>
    sockets.flatMap(({ address }) => address ?? []),
  );
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    const { body } = await server.call<{ ticket: string }>("/v1/socket-tickets", {
      method: "POST",
      token: access_token,
    });
    const secrets = [access_token, body.ticket, `forged.${randomUUID()}.token`];
    for (const token of secrets) {
      for (const id of [conversation, randomUUID(), token]) {
        const path = address.replace("{id}", id);
        const socket = new WebSocket(`${server.url}${path}?token=${token}`);
        await new Promise((resolve) => {
          socket.addEventListener("close", resolve);
          socket.addEventListener("open", () => socket.send("{"));
          socket.addEventListener("message", () => socket.close());
        });
      }
      // The same path without an upgrade.
      await server.call(`${address.replace("{id}", conversation)}?token=${token}`);
    }
    for (const secret of secrets) expect(server.log).not.toContain(secret);
  }
});

it("L7.6: the token that a Firebase client puts into an address when it polls reaches no log", async () => {
  const { access_token } = await server.signInAgain(cast.awa);
  const { text } = await server.call("/.lp?v=5&start=t&cb=1");
  const [, id = "", password = ""] = /"start","([^"]+)","([^"]+)"/.exec(text) ?? [];
  const ask = JSON.stringify({ t: "d", d: { r: 1, a: "auth", b: { cred: access_token } } });
  const told = Buffer.from(ask).toString("base64url");
  const answer = await server.call(`/.lp?id=${id}&pw=${password}&seg0=0&ts0=1&d0=${told}`);
  expect(answer.text).toContain('"uid"');
  await server.call(`/.lp?id=${id}&pw=${password}&seg0=x&ts0=1&d0=${told}`);
  await server.call(`/chats/${randomUUID()}.json?auth=${access_token}`);
  for (const secret of [access_token, told, password]) expect(server.log).not.toContain(secret);
});

it("G3.12: the token that a Socket.IO client shows reaches no log", async () => {
  const { access_token } = await server.signInAgain("client@garage.demo");
  const polling = "/socket.io/?EIO=4&transport=polling";
  for (const token of [access_token, `forged.${randomUUID()}.token`]) {
    const { text } = await server.call(polling);
    const [, sid = ""] = /"sid":"([^"]+)"/.exec(text) ?? [];
    const headers = { "content-type": "text/plain" };
    const body = `40${JSON.stringify({ token })}`;
    await server.call(`${polling}&sid=${sid}`, { method: "POST", headers, body });
    const { text: answer } = await server.call(`${polling}&sid=${sid}`);
    expect(answer).toContain(token === access_token ? "40" : "unauthorized");
    expect(server.log).not.toContain(token);
  }
});

it("C6.4: the token of a customer's link, which the claims API takes as a bearer, reaches no log", async () => {
  const token = await server.token("operations@claims.demo");
  const begun = await server.call<{ id: string; access_token: string }>(
    "/claims/api/conversations",
    { body: { customer_name: "Paul Mercier" }, token },
  );
  const secret = begun.body.access_token;
  const path = `/claims/api/conversations/${begun.body.id}/messages`;
  expect((await server.call(path, { token: secret })).status).toBe(200);
  await server.call(path, { token: secret, body: { content: 4 } });
  await server.call(`/suivi/${secret}`);
  await server.call(`/claims/api/conversations/${secret}`, { token: secret });
  expect(server.log).not.toContain(secret);
});

it("the access log, at debug, holds routes and never addresses", async () => {
  const { id } = (await server.signIn(cast.awa)).user;
  await server.call(`/v1/cases/${id}`, { token: await server.token(cast.awa) });
  expect(server.log).toContain('"route":"/v1/cases/:id"');
  expect(server.log).not.toContain(id);
});
