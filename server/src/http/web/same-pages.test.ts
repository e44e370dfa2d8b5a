import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestServer } from "../../testing/test-server.ts";

const asPage = { accept: "text/html,application/xhtml+xml", "accept-language": "fr" };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ demo: true });
});
afterAll(() => server.stop());

const look = (path: string, headers: Record<string, string> = {}) =>
  server.call(path, { headers: { ...asPage, ...headers } });

const drawn = 'id="first-page"';

describe("the door, before any script", () => {
  it.each(["/", "/sign-in", "/sign-in?to=%2Fmine"])(
    "says what this is and whom one may sign in as: %s",
    async (path) => {
      const { status, text } = await look(path);
      expect(status).toBe(200);
      const [shown = ""] = text.split('id="first-facts"');
      expect(shown).toContain(drawn);
      for (const said of ["une seule conversation", "Awa Traoré", 'type="password"']) {
        expect(shown).toContain(said);
      }
    },
  );

  it("speaks the language that the browser asks for, whoever asked before", async () => {
    expect((await look("/sign-in")).text).toContain('<html lang="fr"');
    const english = await look("/sign-in", { "accept-language": "en" });
    expect(english.text).toContain('<html lang="en"');
    expect(english.headers.get("vary")).toContain("accept-language");
    expect((await look("/sign-in")).text).toContain('<html lang="fr"');
  });

  it("sends nothing that was typed anywhere before a script listens", async () => {
    const { text } = await look("/sign-in");
    const form = /<form[^]*?<\/form>/.exec(text)?.[0] ?? "";
    expect(form).toContain('type="submit"');
    for (const [button] of form.matchAll(/<button[^>]*>/g)) expect(button).toContain("disabled");
  });

  it("names nobody on a server that is not a demonstration", async () => {
    const plain = await TestServer.start({ demo: false });
    try {
      const { text } = await plain.call("/sign-in", { headers: asPage });
      expect(text).toContain(drawn);
      expect(text).not.toContain("Awa");
      expect(text).not.toContain("first-facts");
    } finally {
      await plain.stop();
    }
  });
});

describe("its policy", () => {
  it.each(["/", "/sign-in"])(
    "allows the one style in it by its hash, and nothing inline that runs: %s",
    async (path) => {
      const { text, headers } = await look(path);
      const [, style = ""] = /<style>([^]*?)<\/style>/.exec(text) ?? [];
      const hash = createHash("sha256").update(style).digest("base64");
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain(`style-src 'self' 'sha256-${hash}'`);
      expect(policy).not.toContain("unsafe");
      expect(text).not.toMatch(/ style="| on\w+="/);
      expect(text.match(/<script(?![^>]*(?: src=|application\/json))/g)).toBeNull();
      expect(headers.get("cache-control")).toBe("no-cache");
    },
  );

  it("is not drawn for programs that say what they are", async () => {
    const { text } = await look("/", { "user-agent": "WhatsApp/2.23" });
    expect(text).not.toContain(drawn);
  });
});
