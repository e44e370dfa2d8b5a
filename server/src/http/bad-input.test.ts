import { limits, type Sent } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Call, cast, TestServer } from "../testing/test-server.ts";

let server: TestServer;
let awa: string;
let conversation: string;

beforeAll(async () => {
  server = await TestServer.start();
  awa = await server.token(cast.awa);
  conversation = await server.newConversation();
});
afterAll(() => server.stop());

const send = (body: unknown, call: Call = {}) =>
  server.call<Sent>(`/v1/conversations/${conversation}/messages`, { body, token: awa, ...call });
const refused = (body: unknown, call: Call = {}) =>
  server.call(`/v1/conversations/${conversation}/messages`, { body, token: awa, ...call });
const storedTexts = async () => {
  const page = await server.call<{ messages: { kind: string; text: string }[] }>(
    `/v1/conversations/${conversation}/messages`,
    { token: awa },
  );
  return page.body.messages.filter(({ kind }) => kind === "text").map(({ text }) => text);
};

describe("bad input has a code, a sentence that says what to do, and leaves nothing half done", () => {
  it.each([
    ["malformed JSON", "{", 400, "malformed_json"],
    ["JSON that is no object", "[1]", 400, "invalid_body"],
    ["no body", "", 400, "invalid_body"],
    ["a prototype in disguise", '{"text":"x","__proto__":{"a":1}}', 400, "malformed_json"],
    ["an unknown field", { text: "x", colour: "red" }, 400, "invalid_body"],
    ["a missing field", { client_id: "a" }, 400, "invalid_body"],
    ["a field of another shape", { text: ["x"] }, 400, "invalid_body"],
    ["an empty text", { text: "" }, 400, "text_empty"],
    ["a text of blanks", { text: " \n\t\u00a0\u200b" }, 400, "text_empty"],
    ["a text over the limit", { text: "é".repeat(4_001) }, 400, "text_too_long"],
    ["characters of too many bytes", { text: "👩🏽‍🔧".repeat(3_000) }, 400, "text_too_long"],
    ["a control character", { text: "a\u0007b" }, 400, "text_forbidden_character"],
    ["a bidirectional override", { text: "a\u202eb" }, 400, "text_forbidden_character"],
    ["half a character", '{"text":"a\\ud83d"}', 400, "text_forbidden_character"],
    ["a client_id with a blank", { text: "x", client_id: "a b" }, 400, "invalid_body"],
    ["a client_id that is too long", { text: "x", client_id: "a".repeat(65) }, 400, "invalid_body"],
    ["a body over the limit", { text: "x".repeat(300_000) }, 413, "too_large"],
  ])("%s", async (_what, body, status, code) => {
    const before = await storedTexts();
    const answer = await refused(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, retry: "never" });
    expect(answer.body.message).toMatch(/\.$/);
    expect(await storedTexts()).toEqual(before);
  });

  it("names each wrong field, in the language asked for", async () => {
    const body = { text: 1, colour: "red" };
    const french = await refused(body);
    expect(french.body.fields).toEqual({
      text: "Donnez un texte.",
      colour: "Ce champ n’existe pas : retirez-le.",
    });
    const english = await refused(body, { headers: { "accept-language": "en" } });
    expect(english.body.message).toContain("Correct the named fields");
    expect(english.body.fields).toMatchObject({ text: "Give a text." });
    const long = await refused({ text: "é".repeat(4_001) });
    expect(long.body.fields).toEqual({ text: "4000 caractères au plus." });
  });

  it("a body that is not JSON at all", async () => {
    const answer = await refused("text=x", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: "malformed_json",
      fields: { "content-type": "application/json" },
    });
  });

  it("a client_id used again with another text; with the same it is the same message (P2)", async () => {
    const body = { text: "Je suis devant le portail.", client_id: "again-1" };
    const first = await send(body);
    expect(first.status).toBe(201);
    const second = await send(body);
    expect(second.body).toEqual(first.body);
    const other = await refused({ ...body, text: "Autre chose." });
    expect(other.status).toBe(409);
    expect(other.body.code).toBe("client_id_reused");
    expect((await storedTexts()).filter((text) => text === body.text)).toHaveLength(1);
  });

  it("counts characters as people do: 4,000 of four code units each pass", async () => {
    const answer = await send({ text: "🔧".repeat(limits.textCharacters) });
    expect(answer.status).toBe(201);
  });

  const admins = ["admin/accounts?q", "desk/cases?view=mine&tag", "ratings?kind", "rooms?q"];
  const instants = ["search?q=pneu&since", "statistics/guidance?since", "statistics/targets?until"];
  it.each([
    ...admins.map((query) => `${query}=a%00b`),
    ...instants.map((query) => `${query}=0000-01-01T00:00:00Z`),
  ])("a parameter that no database takes: %s", async (query) => {
    const token = await server.token(cast.claire);
    const answer = await server.call(`/v1/${query}`, { token });
    expect(answer.status).toBe(400);
    const [, name = ""] = /(\w+)=[^=]*$/.exec(query) ?? [];
    expect(answer.body).toMatchObject({
      code: "invalid_body",
      fields: { [name]: expect.any(String) },
    });
  });

  it("a cursor from the future", async () => {
    const answer = await server.call(`/v1/conversations/${conversation}/events?after=999999`, {
      token: awa,
    });
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe("cursor_ahead");
  });

  it.each(["after=-1", "after=x", "", "after=1.5"])("a cursor that is none: %s", async (query) => {
    const answer = await server.call(`/v1/conversations/${conversation}/events?${query}`, {
      token: awa,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe("invalid_body");
    expect(Object.keys(answer.body.fields ?? {})).toEqual(["after"]);
  });

  it.each(["not-an-id", "0", "../../etc", "019746d0-0000-7000-8000-000000000000"])(
    "an id that does not exist is unknown, whatever it looks like: %s",
    async (id) => {
      for (const path of [`/v1/cases/${id}`, `/v1/conversations/${id}`]) {
        const answer = await server.call(encodeURI(path), { token: awa });
        expect(answer.status).toBe(404);
        expect(answer.body.code).toBe("not_found");
      }
    },
  );

  it.each([
    ["GET", "/v1/nothing"],
    ["POST", "/v1/me"],
    ["DELETE", "/v1/cases"],
    ["GET", "/v1/%zz"],
    ["GET", "/api/nothing"],
  ])("an unknown call: %s %s", async (method, path) => {
    const answer = await server.call(path, { method, token: awa });
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe("not_found");
  });
});

describe("a token that does not hold", () => {
  it.each([
    ["none", undefined, "unauthenticated"],
    ["another scheme", "Basic YTpi", "unauthenticated"],
    ["nonsense", "Bearer abc.def.ghi", "token_invalid"],
    ["the algorithm none", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "token_invalid"],
    ["two words", "Bearer a b", "unauthenticated"],
  ])("%s", async (_what, authorization, code) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await server.call("/v1/me", { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.body).toMatchObject({ code, retry: "sign_in" });
  });

  it("forged: other claims under a good signature", async () => {
    const [head = "", body = "", signature = ""] = awa.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
    const better = Buffer.from(JSON.stringify({ ...claims, role: "admin" })).toString("base64url");
    const answer = await server.call("/v1/me", { token: `${head}.${better}.${signature}` });
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe("token_invalid");
  });

  it("is refused before its body is read", async () => {
    const answer = await server.call("/v1/cases", { body: "{" });
    expect(answer.status).toBe(401);
  });
});
