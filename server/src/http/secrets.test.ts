import { afterAll, beforeAll, expect, it } from "vitest";
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
  const conversation = await server.newConversation();
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
  // D6.11: an old client's socket carries its token in the address.
  for (const token of [access_token, ticket.body.ticket, "forged-token"]) {
    const socket = new WebSocket(`${server.url}/ws/chat/${conversation}/?token=${token}`);
    await new Promise((resolve) => {
      socket.addEventListener("close", resolve);
      socket.addEventListener("open", () => socket.close());
    });
  }
  for (const secret of secrets) {
    expect(server.log).not.toContain(secret);
    for (const { text } of answers) expect(text).not.toContain(secret);
  }
  for (const { text } of answers) expect(text).not.toMatch(/node_modules|\.ts:\d|at async/);
});

it("the access log, at debug, holds routes and never addresses", async () => {
  const { id } = (await server.signIn(cast.awa)).user;
  await server.call(`/v1/cases/${id}`, { token: await server.token(cast.awa) });
  expect(server.log).toContain('"route":"/v1/cases/:id"');
  expect(server.log).not.toContain(id);
});
