import { createHash } from "node:crypto";
import { files } from "@relais/core/testing";
import { accentOf, type ConversationState, type SharedLink } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Answer, cast, TestServer } from "../../testing/test-server.ts";

const asPage = { accept: "text/html,application/xhtml+xml", "accept-language": "fr" };
const injected = '</p></script><img data-injected src=x onerror=alert(1)>" style="color:red';

let server: TestServer;
let conversation: string;
let internal: string;
let caseId: string;
let path: string;

const share = async (renew = false): Promise<string> => {
  const answer = await server.call<SharedLink>(`/v1/conversations/${conversation}/link`, {
    token: await server.token(cast.moussa),
    body: { renew },
  });
  return answer.body.path;
};
const look = (at = path, headers: Record<string, string> = {}): Promise<Answer<unknown>> =>
  server.call(at, { headers: { ...asPage, ...headers } });
const say = async (text: string, where = conversation) =>
  server.call(`/v1/conversations/${where}/messages`, {
    token: await server.token(cast.moussa),
    body: { text },
  });

beforeAll(async () => {
  server = await TestServer.start();
  const accepted = await server.newCase({ accepted: true });
  caseId = accepted.id;
  conversation = accepted.conversation_id ?? "";
  const moussa = await server.token(cast.moussa);
  const state = await server.call<ConversationState>(`/v1/conversations/${conversation}`, {
    token: moussa,
  });
  internal = state.body.internal_id ?? "";
  await say("Zanzibar-8841 : rappeler au +223 66 77 88 99", internal);
  await server.call(`/v1/cases/${caseId}`, {
    token: moussa,
    method: "PATCH",
    body: { tags: ["zanzibar-tag"] },
  });
  await say(injected);
  await say("J’arrive vers midi");
  path = await share();
});

afterAll(() => server.stop());

describe("the page of a customer's link, before any script", () => {
  it("says who comes, for what, how it stands and what was said", async () => {
    const { status, text } = await look();
    expect(status).toBe(200);
    expect(text).toContain('<html lang="fr"');
    const [shown = ""] = text.split('id="first-facts"');
    for (const said of [
      "Moussa Keïta",
      "SOS Dépannage Bamako",
      "La voiture ne démarre plus",
      "J’arrive vers midi",
      "<textarea",
    ]) {
      expect(shown).toContain(said);
    }
  });

  it("speaks the language that the browser asks for", async () => {
    const { text } = await look(path, { "accept-language": "en-GB,en;q=0.9,fr;q=0.5" });
    expect(text).toContain('<html lang="en"');
    expect(text).toContain("Your message");
  });

  it("P3: holds the state that the app begins with, at its position", async () => {
    const { text } = await look();
    const [, facts = ""] = /id="first-facts">([^<]*)</.exec(text) ?? [];
    const told = JSON.parse(facts) as { conversation: ConversationState };
    const asked = await server.call<ConversationState>(`/v1/conversations/${conversation}`, {
      token: await server.token(cast.awa),
    });
    expect(told.conversation).toEqual(asked.body);
  });

  it("is read by whoever has the link and by nobody else: no session, no account opens more", async () => {
    const { text } = await look(path, {
      authorization: `Bearer ${await server.token(cast.oscar)}`,
    });
    expect(text).toContain("J’arrive vers midi");
    const guess = await look(`/suivi/${"0".repeat(64)}`);
    expect(guess.text).not.toContain("J’arrive");
  });

  it("N20.2 N20.10: holds nothing internal, no tag and no number to call", async () => {
    const { text } = await look();
    for (const secret of ["Zanzibar", "zanzibar-tag", "66 77 88 99", "70 00 00 02", "70000002"]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(internal);
    expect(text).not.toContain(path.split("/").at(-1));
    // And they are there, for who may know.
    const known = await server.call(`/v1/cases/${caseId}`, {
      token: await server.token(cast.moussa),
    });
    expect(known.text).toContain("zanzibar-tag");
  });

  it("shows what was written as it was written: nothing of it becomes an element", async () => {
    const { text } = await look();
    expect(text).not.toContain("<img data-injected");
    expect(text).not.toMatch(/<[^>]*\bdata-injected/);
    expect(text).toContain("&lt;img data-injected");
    expect(text).not.toMatch(/<[^>]* style=/);
  });

  it("allows the one style that it holds, by its hash, and no script of its own", async () => {
    const { headers, text } = await look();
    const policy = headers.get("content-security-policy") ?? "";
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy).toContain(`style-src 'self' 'sha256-${hash}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes = ""]) => attributes);
    for (const one of scripts) expect(one).toMatch(/src="\/|type="application\/json"/);
  });

  it("is kept by nobody, listed by nobody, and tells no other site where it was", async () => {
    const { headers } = await look();
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(server.log).not.toContain(path.split("/").at(-1));
  });

  it.each(["br", "gzip"])("comes packed as %s", async (encoding) => {
    const { headers, text } = await look(path, { "accept-encoding": encoding });
    expect(headers.get("content-encoding")).toBe(encoding);
    expect(Number(headers.get("content-length"))).toBeLessThan(24 * 1_024);
    expect(text).toContain("J’arrive vers midi");
  });
});

describe("N20.10: whoever only looks", () => {
  it("has not come: nothing is noted, read or begun", async () => {
    const link = async () =>
      (
        await server.call(`/v1/conversations/${conversation}/link`, {
          token: await server.token(cast.moussa),
        })
      ).text;
    const state = async () =>
      (
        await server.call(`/v1/conversations/${conversation}`, {
          token: await server.token(cast.moussa),
        })
      ).text;
    const everything = async () => [await link(), await state(), await server.rows()];
    // What was said before is still being counted and looked through: once that rests, nothing changes by itself.
    let before = await everything();
    await vi.waitFor(async () => {
      const earlier = before;
      before = await everything();
      expect(before).toEqual(earlier);
    }, 20_000);
    await look();
    await look();
    expect(await everything()).toEqual(before);
  });

  it("is told nothing when it is a program that draws previews", async () => {
    for (const name of ["WhatsApp/2.23", "facebookexternalhit/1.1", "Googlebot/2.1"]) {
      const { text, headers } = await look(path, { "user-agent": name });
      expect(text).not.toContain("J’arrive");
      expect(headers.get("x-robots-tag")).toBe("noindex");
    }
    const phone = await look(path, {
      "user-agent": "Mozilla/5.0 (Linux; Android 7.0; CUBOT NOTE)",
    });
    expect(phone.text).toContain("J’arrive");
  });

  it("gets the app alone when too much is asked from one address", async () => {
    const other = await server.beside();
    const ask = () => fetch(`${other.url}${path}`, { headers: asPage });
    const pages = await Promise.all(Array.from({ length: 90 }, async () => (await ask()).text()));
    const drawn = pages.filter((page) => page.includes("J’arrive"));
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.length).toBeLessThan(90);
    expect(pages.every((page) => page.includes('<div id="root">'))).toBe(true);
    await other.running.stop();
  });
});

describe("N33.6: the look of the company, before any script", () => {
  const settings = "/v1/admin/organization";

  it("is its logo, which the policy of the page lets through, and its colour in both themes", async () => {
    expect((await look()).text).not.toContain("/logos/");
    const claire = await server.token(cast.claire);
    const body = { accent: "#7a1f5c" };
    await server.call(settings, { method: "PATCH", body, token: claire });
    const answer = await fetch(`${server.url}${settings}/logo`, {
      method: "POST",
      headers: { authorization: `Bearer ${claire}`, "content-type": "image/jpeg" },
      body: new Uint8Array(await files.photo()),
    });
    const { logo } = (await answer.json()) as { logo: string };
    const { text, headers } = await look();
    const [picture = ""] = /<img [^>]*src="\/logos[^>]*>/.exec(text) ?? [];
    expect(picture).toContain(`src="${logo}"`);
    // Its name stands beside it, and is not read twice.
    expect(picture).toMatch(/ alt(?:="")? /);
    expect(headers.get("content-security-policy")).toContain("img-src 'self'");
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
    const { light, dark } = accentOf("#7a1f5c");
    expect(style).toContain(`:root{--brand:${light.brand};`);
    expect(style).toContain(`:root:not([data-theme]){--brand:${dark.brand};`);
  });

  it("is its name again once the logo is taken away", async () => {
    const token = await server.token(cast.claire);
    await server.call(`${settings}/logo`, { method: "DELETE", token });
    const { text } = await look();
    expect(text).not.toContain("/logos/");
    expect(text).toContain("SOS Dépannage Bamako");
  });
});

describe("a link that opens nothing says so at once", () => {
  it.each([
    ["a guess", `/suivi/${"0".repeat(64)}`],
    ["something else", "/suivi/tout-simplement"],
  ])("N20.7: %s", async (_what, at) => {
    const { status, text } = await look(at);
    expect(status).toBe(404);
    expect(text).toContain("Ce lien n’ouvre rien");
  });

  it("N20.7: one that was replaced", async () => {
    const next = await share(true);
    const { status, text } = await look();
    expect(status).toBe(410);
    expect(text).toContain("Ce lien a été remplacé");
    expect(text).not.toContain("J’arrive");
    path = next;
    expect((await look()).status).toBe(200);
  });
});
