import { createHash } from "node:crypto";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestServer } from "../../testing/test-server.ts";

const style = "body{margin:0}";
const page = `<!doctype html><title>Relais</title><style>${style}</style><div id=root></div>`;
const script = "console.log('relais');".repeat(50);
const asPage = { accept: "text/html,application/xhtml+xml" };

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-web-"));
  server = await TestServer.start({}, folder);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

describe("without a built web app", () => {
  it("a page says so plainly, and the API works", async () => {
    const answer = await server.call("/", { headers: asPage });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain("npm start");
    expect((await server.call("/healthz")).status).toBe(200);
  });
});

describe("the built web app", () => {
  beforeAll(async () => {
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), page);
    await writeFile(join(folder, "first.js"), "// first");
    await writeFile(join(folder, "assets", "main-4f3a.js"), script);
    await writeFile(join(folder, "assets", "main-4f3a.js.br"), brotliCompressSync(script));
    await writeFile(join(folder, ".stamp"), "secret");
  });

  it.each(["/", "/requests", "/communication/0197abc", "/sign-in?to=%2Fmine"])(
    "answers every path of the app with its page, asked for again each time: %s",
    async (path) => {
      const answer = await server.call(path, { headers: asPage });
      expect(answer.status).toBe(200);
      expect(answer.text).toBe(page);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("content-security-policy")).not.toContain("unsafe");
    },
  );

  it("allows the style in its page by its hash, and no other", async () => {
    const { headers } = await server.call("/requests", { headers: asPage });
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers.get("content-security-policy")).toContain(`style-src 'self' 'sha256-${hash}';`);
    const icon = await server.call("/icons/icon.svg");
    expect(icon.headers.get("content-security-policy")).not.toContain("sha256");
  });

  it("does not know an address that is too long to be one, and logs no fault of ours", async () => {
    expect((await server.call(`/${"a".repeat(9_000)}`)).status).toBe(404);
    expect(server.log).not.toContain("A request failed.");
  });

  it("keeps an asset for ever, because its name changes with it", async () => {
    const answer = await server.call("/assets/main-4f3a.js", {
      headers: { "accept-encoding": "identity" },
    });
    expect(answer.text).toBe(script);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-type")).toContain("javascript");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("sends what was compressed at build time to those who read it", async () => {
    const answer = await server.call("/assets/main-4f3a.js", {
      headers: { "accept-encoding": "br" },
    });
    expect(answer.headers.get("content-encoding")).toBe("br");
    expect(answer.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
    expect(answer.text).toBe(script);
  });

  it("asks again for files without a hash in their name", async () => {
    const answer = await server.call("/first.js");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    const etag = answer.headers.get("etag") ?? "";
    // Said aloud, because fetch would otherwise ask every cache to stay out of it.
    const headers = { "if-none-match": etag, "cache-control": "max-age=0" };
    const again = await server.call("/first.js", { headers });
    expect(again.status).toBe(304);
  });

  it.each([
    ["a file that is not there", "/assets/old-1234.js", asPage],
    ["a hidden file", "/.stamp", asPage],
    ["a way out of the folder", "/assets/%2e%2e/%2e%2e/package.json", asPage],
    ["an unknown call of the API", "/v1/nothing", asPage],
    ["an unknown page of the documents", "/docs/nothing", asPage],
    ["a path of the app, asked for by a program", "/requests", { accept: "application/json" }],
  ])("does not answer %s with the page", async (_what, path, headers) => {
    const answer = await server.call(path, { headers });
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe("not_found");
  });
});
