import type {
  CaseView,
  NewApiKey,
  OpenedLink,
  SharedLink,
  SharedInvitation,
} from "@relais/protocol";
import { closes } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { cast, TestServer } from "../../testing/test-server.ts";

const path = "/v1/admin/api-keys";
let server: TestServer;
let claire: string;

beforeAll(async () => {
  server = await TestServer.start();
  claire = await server.token(cast.claire);
});
afterAll(() => server.stop());

const make = async (role = "agent") => {
  const body = { name: "Boutique", role };
  return (await server.call<NewApiKey>(path, { token: claire, body })).body;
};
const revoke = (id: string, token = claire) =>
  server.call(`${path}/${id}`, { method: "DELETE", token });

/** A socket that has said hello: with what it was answered first, and how it closes. */
async function hello(token: string) {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/v1/socket`);
  const first = new Promise<{ type: string; code?: string }>((resolve) =>
    socket.once("message", (data) => resolve(JSON.parse(String(data)))),
  );
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(JSON.stringify({ type: "hello", version: 1, token }));
  return { first: await first, closed };
}

describe("an API key over HTTP", () => {
  it("N36.4: opens a customer's case, writes in it, and lets the customer in", async () => {
    const { secret: token } = await make();
    const opened = await server.call<CaseView>("/v1/cases", {
      token,
      body: { kind: "request", title: "Commande 4711", guest: { full_name: "Aïcha Bamba" } },
    });
    expect(opened.status).toBe(201);
    const talk = `/v1/conversations/${opened.body.conversation_id}`;
    const sent = await server.call(`${talk}/messages`, { token, body: { text: "Bonjour" } });
    expect(sent.status).toBe(201);
    const link = await server.call<SharedLink>(`${talk}/link`, { token, body: {} });
    const visit = await server.call<OpenedLink>("/v1/guest-sessions", {
      body: { token: link.body.path.split("/").at(-1) },
    });
    const state = await server.call<{ former: { full_name: string }[] }>(talk, {
      token: visit.body.access_token,
    });
    expect(state.body.former).toMatchObject([{ full_name: "Boutique" }]);
  });

  it("N36.5: administers nothing, whatever its role", async () => {
    const { secret: token, key } = await make("admin");
    const answers = await Promise.all([
      server.call(path, { token }),
      server.call(path, { token, body: { name: "Autre", role: "admin" } }),
      revoke(key.id, token),
      server.call("/v1/admin/accounts", { token }),
      server.call<SharedInvitation>("/v1/admin/invitations", { token, body: { role: "admin" } }),
      server.call("/v1/embedding", { token }),
      server.call("/v1/sessions/sign-out", { token, body: {} }),
      server.call("/v1/me", { method: "PATCH", token, body: { phone: null } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect((await server.call("/v1/me", { token })).body).toMatchObject({
      full_name: "Boutique",
      email: null,
    });
  });

  it("N36.3: that is revoked is refused at once, and its socket closes", async () => {
    const { secret, key } = await make();
    const { first, closed } = await hello(secret);
    expect(first.type).toBe("welcome");
    expect((await server.call("/v1/cases", { token: secret })).status).toBe(200);
    expect((await revoke(key.id)).status).toBe(200);
    expect(await closed).toBe(closes.session_ended.code);
    const refused = await server.call("/v1/cases", { token: secret });
    expect([refused.status, refused.body.code]).toEqual([401, "api_key_revoked"]);
    expect((await hello(secret)).first).toMatchObject({ type: "refused", code: "api_key_revoked" });
  });

  it("N36.2: that nobody knows is refused by its own code, in a call and on a socket", async () => {
    const wrong = `rk_${"A".repeat(22)}_${"A".repeat(43)}`;
    const refused = await server.call("/v1/cases", { token: wrong });
    expect([refused.status, refused.body.code]).toEqual([401, "api_key_unknown"]);
    const { first, closed } = await hello(wrong);
    expect(first).toMatchObject({ type: "refused", code: "api_key_unknown" });
    expect(await closed).toBe(closes.unauthenticated.code);
  });

  it("N36.2: reaches no log, wherever it is put", async () => {
    const { secret } = await make();
    await server.call(`/v1/me?key=${secret}`);
    await server.call(`/${secret}`, { token: secret });
    await server.call("/v1/cases", { token: secret, body: `{"kind":"${secret}"` });
    expect(server.log).not.toContain(secret.slice(-43));
  });

  it("P5: of another organization is not found, and has nothing of this one", async () => {
    const { key } = await make();
    const other = await server.token("admin@tickets.demo");
    expect((await revoke(key.id, other)).status).toBe(404);
    const body = { name: "Ailleurs", role: "admin" };
    const theirs = await server.call<NewApiKey>(path, { token: other, body });
    const { id, conversation_id } = await server.newCase({ accepted: true });
    for (const one of [`/v1/cases/${id}`, `/v1/conversations/${conversation_id}`]) {
      expect((await server.call(one, { token: theirs.body.secret })).status).toBe(404);
    }
  });

  it("N36.1: is nothing for whoever is no admin", async () => {
    for (const email of [cast.awa, cast.moussa, cast.oscar]) {
      const token = await server.token(email);
      expect((await server.call(path, { token })).status).toBe(403);
      expect((await server.call(path, { token, body: { name: "X", role: "agent" } })).status).toBe(
        403,
      );
    }
    expect((await server.call(path)).status).toBe(401);
  });
});
