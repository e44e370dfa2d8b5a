import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { createSigner } from "fast-jwt";
import type {
  EmbeddedSite,
  EmbeddingView,
  NewIdentityKey,
  OpenedLink,
  SharedLink,
} from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";

const page = "<!doctype html><title>Relais</title><div id=root></div>";
const asPage = { accept: "text/html" };
const settings = {
  enabled: true,
  origins: ["https://garage.example", "http://localhost:4000"],
  kind: "request",
  anonymous: true,
  accent: "#004488",
  side: "left",
};

let folder: string;
let server: TestServer;
let site: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-embed-"));
  await writeFile(join(folder, "index.html"), page);
  await writeFile(join(folder, "embed.js"), "// the script");
  await writeFile(join(folder, "embed.js.br"), brotliCompressSync("// the script"));
  server = await TestServer.start({}, folder);
  site = (await put(settings)).body.site;
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const put = async (body: object) =>
  server.call<EmbeddingView>("/v1/embedding", {
    method: "PUT",
    token: await server.token(cast.claire),
    body,
  });
const anyToken = () => crypto.randomUUID().replaceAll("-", "").repeat(2);
const start = (body: object = {}) =>
  server.call<OpenedLink>(`/v1/embedded/${site}/conversations`, {
    body: {
      token: anyToken(),
      guest: { full_name: "Aïcha Bamba" },
      text: "Ma voiture ne démarre plus",
      client_id: crypto.randomUUID(),
      ...body,
    },
  });

describe("the settings over HTTP", () => {
  it("N34.1: are read and changed by an admin alone", async () => {
    const conversation = await server.newConversation();
    const link = await server.call<SharedLink>(`/v1/conversations/${conversation}/link`, {
      token: await server.token(cast.claire),
      body: {},
    });
    const guest = await server.call<OpenedLink>("/v1/guest-sessions", {
      body: { token: link.body.path.split("/").at(-1) },
    });
    const others = [
      await server.token(cast.awa),
      await server.token(cast.moussa),
      guest.body.access_token,
    ];
    for (const token of others) {
      for (const call of [
        { path: "/v1/embedding" },
        { path: "/v1/embedding", method: "PUT", body: settings },
        { path: "/v1/embedding/keys", method: "POST", body: {} },
        { path: `/v1/embedding/keys/${crypto.randomUUID()}`, method: "DELETE" },
      ]) {
        const { path, ...rest } = call;
        expect((await server.call(path, { token, ...rest })).status).toBe(403);
      }
    }
    expect((await server.call("/v1/embedding")).status).toBe(401);
  });

  it("name the field that is wrong", async () => {
    const answer = await put({ ...settings, origins: ["https://garage.example", "garage"] });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: "invalid_body" });
    expect(answer.text).toContain("origins.1");
  });
});

describe("who may frame what", () => {
  const policy = async (path: string) => {
    const { headers, status } = await server.call(path, { headers: asPage });
    return {
      status,
      csp: headers.get("content-security-policy"),
      old: headers.get("x-frame-options"),
    };
  };

  it("N34.5: the framed page, by the sites of its key and nobody else", async () => {
    const { status, csp, old } = await policy(`/embed/${site}`);
    expect(status).toBe(200);
    expect(csp).toContain("frame-ancestors https://garage.example http://localhost:4000");
    expect(csp).toContain("script-src 'self'");
    expect(old).toBeNull();
  });

  it.each(["/", "/suivi", "/sign-in", "/embed", `/embed/${"A".repeat(22)}`, "/embed/a/b"])(
    "N34.5: no other page, by nobody: %s",
    async (path) => {
      const { csp, old } = await policy(path);
      expect(csp).toContain("frame-ancestors 'none'");
      expect(old).toBe("DENY");
    },
  );

  it("nor the framed page of a chat that is switched off", async () => {
    await put({ ...settings, enabled: false });
    expect((await policy(`/embed/${site}`)).csp).toContain("frame-ancestors 'none'");
    expect((await server.call(`/v1/embedded/${site}`)).status).toBe(404);
    await put(settings);
  });

  it("the script is loaded by every site, and kept for a few minutes", async () => {
    const packed = { headers: { "accept-encoding": "br" } };
    const { headers, status } = await server.call("/embed.js", packed);
    expect(status).toBe(200);
    expect(headers.get("content-encoding")).toBe("br");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("cache-control")).toContain("max-age=300");
  });
});

describe("whoever comes from a site", () => {
  it("is told of it what everybody may know", async () => {
    const { body } = await server.call<EmbeddedSite>(`/v1/embedded/${site}`);
    expect(body).toEqual({
      site,
      organization: { name: "SOS Dépannage Bamako" },
      origins: settings.origins,
      anonymous: true,
      accent: "#004488",
      side: "left",
      language: "fr",
    });
  });

  it("N34.4: begins with a message, and has the conversation's closed list of calls", async () => {
    const { status, body } = await start();
    expect(status).toBe(201);
    const token = body.access_token;
    const own = await server.call(`/v1/conversations/${body.visit.conversation_id}`, { token });
    expect(own.status).toBe(200);
    for (const path of ["/v1/me", "/v1/cases", "/v1/search?q=voiture", "/v1/embedding"]) {
      expect((await server.call(path, { token })).status).toBe(403);
    }
  });

  it("no token, secret or word of the site ever stands in the log", async () => {
    const key = await server.call<NewIdentityKey>("/v1/embedding/keys", {
      token: await server.token(cast.claire),
      body: {},
    });
    expect(key.status).toBe(201);
    const secret = key.body.secret ?? "";
    const exp = Math.floor(Date.now() / 1_000) + 600;
    const identity = createSigner({ key: secret, algorithm: "HS256" })({
      sub: "client-42",
      aud: site,
      exp,
      name: "Aïcha Bamba",
    });
    const visit = await server.call(`/v1/embedded/${site}/visits`, { body: { identity } });
    expect(visit.body).toEqual({ person: { full_name: "Aïcha Bamba" }, opened: null });
    const wrong = await server.call(`/v1/embedded/${site}/visits`, {
      body: { identity: `${identity}x` },
    });
    expect(wrong.body.code).toBe("identity_invalid");
    expect(wrong.text).not.toContain(identity.slice(0, 40));
    const token = anyToken();
    expect((await start({ token })).status).toBe(201);
    for (const hidden of [secret, identity.split(".")[1] ?? "", token]) {
      expect(server.log).not.toContain(hidden);
    }
  });

  it("is asked to wait when one address begins too many", async () => {
    const answers: number[] = [];
    while (!answers.includes(429) && answers.length < 60) answers.push((await start()).status);
    expect(answers.at(-1)).toBe(429);
    const refused = await start();
    expect(refused.body).toMatchObject({ code: "too_many_requests" });
  });
});
