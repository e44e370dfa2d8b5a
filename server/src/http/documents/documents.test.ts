import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Validator } from "@seriousme/openapi-schema-validator";
import { openapiJson } from "../../openapi/describe.ts";
import { dialectNames } from "../../dialect-names.ts";
import { TestServer } from "../../testing/test-server.ts";

type Call = {
  tags?: string[];
  responses: Record<string, unknown>;
  requestBody?: { content: Record<string, { schema: { properties?: object } }> };
};
type Document = {
  openapi: string;
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Call>>;
  components: { schemas: Record<string, unknown> };
};

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe("the reference of the API", () => {
  it("/openapi.json describes every call, its refusals and its shapes", async () => {
    const { status, body } = await server.call<Document>("/openapi.json");
    expect(status).toBe(200);
    expect(body.openapi).toBe("3.1.0");
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        "/v1/sessions",
        "/v1/cases/{id}/accept",
        "/v1/conversations/{id}/messages",
        "/v1/stream/{id}",
      ]),
    );
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining(["Case", "Message", "Refusal", "Tokens"]),
    );
    const send = body.paths["/v1/conversations/{id}/messages"]?.post;
    expect(Object.keys(send?.responses ?? {})).toEqual(
      expect.arrayContaining(["201", "400", "401", "403", "404", "409", "413", "429", "503"]),
    );
  });

  it("is valid OpenAPI, and a validator of others resolves every reference in it", async () => {
    const validator = new Validator();
    const document = JSON.parse(await openapiJson()) as Record<string, unknown>;
    expect(await validator.validate(document)).toEqual({ valid: true });
    expect(() => validator.resolveRefs()).not.toThrow();
    const broken = { ...document, info: {} };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it("groups the documented APIs, and says of each who speaks it", async () => {
    const { tags, paths } = JSON.parse(await openapiJson()) as Document;
    const used = Object.values(paths).flatMap((calls) =>
      Object.values(calls).flatMap((one) => one.tags ?? []),
    );
    expect(tags.map(({ name }) => name)).toEqual(
      dialectNames.map((name) => `Documented API: ${name}`),
    );
    for (const { name, description } of tags) {
      expect(used).toContain(name);
      expect(description).not.toBe("");
    }
  });

  it.each([
    ["/api/comments/{id}/confirm", ["message", "resultat", "client_id"], ["photo"]],
    ["/depannage/api/chat/messages", ["conversation", "content", "client_id"], ["files"]],
    [
      "/claims/api/conversations/{id}/messages",
      ["content", "is_internal", "message_type", "client_id"],
      ["files"],
    ],
  ])("tells what %s takes as JSON, and with files as a form", async (path, fields, files) => {
    const { paths } = JSON.parse(await openapiJson()) as Document;
    const { content } = paths[path]?.post?.requestBody ?? {};
    const of = (type: string) => Object.keys(content?.[type]?.schema.properties ?? {}).toSorted();
    expect(of("application/json")).toEqual(fields.toSorted());
    expect(of("multipart/form-data")).toEqual([...fields, ...files].toSorted());
  });

  it("is the same text each time it is written", async () => {
    expect(await openapiJson()).toBe(await openapiJson());
  });

  it("holds the shapes that calls use, and no others", async () => {
    const text = await openapiJson();
    const { components } = JSON.parse(text) as Document;
    for (const name of Object.keys(components.schemas)) {
      expect(text).toContain(`"#/components/schemas/${name}"`);
    }
  });

  it("/api/docs is a page with a policy of its own, whose parts are all served", async () => {
    const page = await server.call("/api/docs");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const path = new URL(part, `${server.url}/api/docs`).pathname;
      const { status } = await server.call(path);
      expect({ path, status }).toEqual({ path, status: 200 });
    }
    expect((await server.call("/api/docs/json")).status).toBe(200);
  });
});

describe("the user guide", () => {
  it.each([
    ["fr", "fr", "Bien communiquer avec Relais"],
    ["en-GB,en;q=0.9", "en", "Communicating well with Relais"],
  ])("speaks the reader's language: %s", async (accept, language, title) => {
    const page = await server.call("/docs/communication", {
      headers: { "accept-language": accept },
    });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.text).toContain(`<html lang="${language}">`);
    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("can be asked for in the other language, and brings its style from here", async () => {
    const page = await server.call("/docs/communication?language=en");
    expect(page.text).toContain("<h1>Communicating");
    expect((await server.call("/docs/communication.css")).headers.get("content-type")).toContain(
      "text/css",
    );
    expect(page.text).not.toMatch(/style=|<script/);
  });

  it.each(["fr", "en"] as const)(
    "leads to each of its sections, and shows pictures of it all: %s",
    async (language) => {
      const { text } = await server.call(`/docs/communication?language=${language}`);
      const links = [...text.matchAll(/<a href="#([^"]+)"/g)].map(([, id]) => id);
      const sections = [...text.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
      expect(links).toEqual(sections);
      expect(new Set(sections).size).toBe(sections.length);
      const pictures = [...text.matchAll(/src(?:set)?="(pictures\/[^"]+)"/g)].map(
        ([, path = ""]) => path,
      );
      const shown = pictures.map((path) => /guide\/(\w+)\./.exec(path)?.[1]);
      expect(shown).toEqual(
        expect.arrayContaining(
          "requests available conversation voice files position step guiding link desk note offline".split(
            " ",
          ),
        ),
      );
      for (const path of pictures) {
        expect(path).toMatch(new RegExp(`\\.${language}\\.(light|dark)\\.webp$`));
        const picture = await fetch(`${server.url}/docs/${path}`);
        expect([path, picture.status]).toEqual([path, 200]);
        expect(picture.headers.get("content-type")).toBe("image/webp");
        expect((await picture.arrayBuffer()).byteLength).toBeLessThan(80_000);
      }
      expect((await server.call("/docs/pictures/guide/none.fr.light.webp")).status).toBe(404);
      expect((await server.call("/docs/pictures/guide/..%2f..%2fbench.md")).status).toBe(404);
    },
  );
});
