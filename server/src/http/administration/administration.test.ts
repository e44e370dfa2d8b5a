import { files } from "@relais/core/testing";
import type { AccountPage, AuditPage, OpenInvitation, SharedInvitation } from "@relais/protocol";
import { closes } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { cast, demoPassword, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
let claire: string;

beforeAll(async () => {
  server = await TestServer.start();
  claire = await server.token(cast.claire);
});
afterAll(() => server.stop());

const invite = (role: string, token = claire) =>
  server.call<SharedInvitation>("/v1/admin/invitations", { body: { role }, token });
const tokenOf = (path: string) => path.slice("/invitation/".length);
const newcomer = {
  full_name: "Salif Coulibaly",
  email: "salif@depannage.demo",
  password: "une phrase assez longue",
  language: "fr",
};
const find = async (q: string) => {
  const answer = await server.call<AccountPage>(`/v1/admin/accounts?q=${q}`, { token: claire });
  const [found] = answer.body.accounts;
  if (found === undefined) throw new Error(`nobody is found by ${q}`);
  return found;
};

describe("administration over HTTP", () => {
  it("N33.2: an invitation is read, taken up once, and leads to signing in", async () => {
    const { status, body } = await invite("worker");
    expect(status).toBe(201);
    const token = tokenOf(body.path);
    const read = await server.call<OpenInvitation>("/v1/invitations/read", { body: { token } });
    expect(read.body).toMatchObject({
      role: "worker",
      role_title: { fr: "Technicien", en: "Technician" },
      organization: { name: "SOS Dépannage Bamako" },
    });
    const accept = () => server.call("/v1/invitations/accept", { body: { ...newcomer, token } });
    expect((await accept()).status).toBe(201);
    const again = await accept();
    expect([again.status, again.body]).toMatchObject([410, { code: "invitation_used" }]);
    const { email, password } = newcomer;
    const signedIn = await server.call("/v1/sessions", { body: { email, password } });
    expect(signedIn.status).toBe(200);
    expect(server.log).not.toContain(token);
    expect(server.log).not.toContain(password);
  });

  it("N33.3: whoever is deactivated is gone at once: tokens, and the living socket", async () => {
    const stranger = await server.signInAgain(cast.stranger);
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/v1/socket`);
    const welcomed = new Promise<void>((resolve) => socket.once("message", () => resolve()));
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(JSON.stringify({ type: "hello", version: 1, token: stranger.access_token }));
    await welcomed;
    const { id } = await find(cast.stranger);
    const body = {};
    const done = await server.call(`/v1/admin/accounts/${id}/deactivate`, { body, token: claire });
    expect(done.status).toBe(200);
    expect(await closed).toBe(closes.session_ended.code);
    expect((await server.call("/v1/me", { token: stranger.access_token })).status).toBe(401);
    const signIn = { email: cast.stranger, password: demoPassword };
    expect((await server.call("/v1/sessions", { body: signIn })).status).toBe(401);
    await server.call(`/v1/admin/accounts/${id}/reactivate`, { body, token: claire });
    expect((await server.call("/v1/sessions", { body: signIn })).status).toBe(200);
  });

  it("N33.4: the last admin stays", async () => {
    const { id } = await find(cast.claire);
    const answer = await server.call(`/v1/admin/accounts/${id}`, {
      method: "PATCH",
      body: { role: "agent" },
      token: claire,
    });
    expect([answer.status, answer.body]).toMatchObject([409, { code: "last_admin" }]);
  });

  it("N33.5: the log says from where, by page and as a file", async () => {
    await invite("agent");
    const page = await server.call<AuditPage>("/v1/admin/audit?area=invitation", { token: claire });
    expect(page.body.entries[0]).toMatchObject({ action: "invitation.made", address: "127.0.0.1" });
    const file = await server.call("/v1/admin/audit.csv", { token: claire });
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect(file.headers.get("content-disposition")).toContain("audit.csv");
    expect(file.text.split("\r\n")[0]).toContain("at,action,actor_id");
  });

  it.each([cast.awa, cast.moussa])("N33.1: %s is refused everything of it", async (email) => {
    const token = await server.token(email);
    const { id } = await find(cast.awa);
    const answers = await Promise.all([
      server.call("/v1/admin/accounts", { token }),
      server.call("/v1/admin/audit", { token }),
      server.call("/v1/admin/audit.csv", { token }),
      server.call("/v1/admin/invitations", { token }),
      server.call("/v1/admin/invitations", { token, body: { role: "admin" } }),
      server.call(`/v1/admin/accounts/${id}/sessions`, { token }),
      server.call(`/v1/admin/accounts/${id}/deactivate`, { token, body: {} }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });

  it("N33.1: an admin of another organization finds nobody of this one", async () => {
    const { id } = await find(cast.awa);
    const token = await server.token(cast.oscar);
    const { status } = await server.call(`/v1/admin/accounts/${id}/sessions`, { token });
    expect([403, 404]).toContain(status);
  });
});

describe("what an organization says of itself", () => {
  const path = "/v1/admin/organization";

  it("N33.6: is changed by its admins, and told to everybody of it", async () => {
    const body = { accent: "#7a1f5c", phone_country: "ML" };
    const changed = await server.call(path, { method: "PATCH", body, token: claire });
    expect(changed.body).toMatchObject({ accent: "#7a1f5c", kinds: expect.any(Array) });
    type Told = { organization: { accent?: { light: { brand: string } } } };
    const me = await server.call<Told>("/v1/me", { token: await server.token(cast.awa) });
    expect(me.body.organization.accent?.light.brand).toBe("#7a1f5c");
  });

  it("has a logo that anybody may fetch", async () => {
    const answer = await fetch(`${server.url}${path}/logo`, {
      method: "POST",
      headers: { authorization: `Bearer ${claire}`, "content-type": "image/jpeg" },
      body: new Uint8Array(await files.photo()),
    });
    const { logo } = (await answer.json()) as { logo: string };
    const picture = await fetch(server.url + logo);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(picture.headers.get("cache-control")).toContain("immutable");
    expect(picture.headers.get("x-content-type-options")).toBe("nosniff");
    expect(picture.headers.get("content-security-policy")).toContain("default-src 'none'");
    const token = tokenOf((await invite("worker")).body.path);
    const read = await server.call<OpenInvitation>("/v1/invitations/read", { body: { token } });
    expect(read.body.organization.logo).toBe(logo);
    const other = logo.replace(/[0-9a-f-]+$/, "01900000-0000-7000-8000-000000000000");
    expect((await fetch(server.url + other)).status).toBe(404);
  });

  it.each([cast.awa, cast.moussa])("is nothing for %s", async (email) => {
    const token = await server.token(email);
    const body = { name: "Chez moi" };
    const answers = await Promise.all([
      server.call(path, { token }),
      server.call(path, { method: "PATCH", body, token }),
      server.call(`${path}/logo`, { method: "DELETE", token }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});
