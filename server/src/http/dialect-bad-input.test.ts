import { randomUUID } from "node:crypto";
import type { CaseView } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openapiJson } from "../openapi/describe.ts";
import { kindsOf, queryFaults, type Shape, wrongBodies } from "../testing/bad-values.ts";
import { openSocket } from "../testing/live.ts";
import { cast, TestServer } from "../testing/test-server.ts";

type Operation = {
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: Shape }> };
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Shape> };
};

const document = JSON.parse(await openapiJson()) as Document;
const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { tags = [] }]) => tags.some((tag) => tag.startsWith("Documented API")))
    .map(([method, operation]) => ({ title: `${method} ${path}`, method, path, operation })),
);

/** Who calls a dialect: everybody of its demonstration, so that right is refused as well as rule. */
const people: Record<string, readonly string[]> = {
  depannage: [cast.awa, cast.moussa, cast.claire],
  tickets: ["employe@tickets.demo", "technicien@tickets.demo", "admin@tickets.demo"],
  claims: ["operations@claims.demo", "finance@claims.demo"],
  garage: ["client@garage.demo", "garagiste@garage.demo", "admin@garage.demo"],
  delivery: ["client@delivery.demo", "livreur@delivery.demo", "support@delivery.demo"],
};
const callersOf = ({ tags = [] }: Operation) => {
  const [, name = ""] = /^Documented API: (\w+)/.exec(tags[0] ?? "") ?? [];
  return people[name] ?? [cast.oscar];
};

let server: TestServer;
let ids: Record<string, string>;

beforeAll(async () => {
  server = await TestServer.start();
  const [fatou = "", karim = "", ibrahim = ""] = await Promise.all(
    ["employe@tickets.demo", "technicien@tickets.demo", "garagiste@garage.demo"].map((email) =>
      server.token(email),
    ),
  );
  const ticket = await server.call<CaseView>("/v1/cases", {
    body: { kind: "ticket", title: "Écran noir" },
    token: fatou,
  });
  const { id } = ticket.body;
  const post = (path: string, body: object) =>
    server.call<{ id: string }>(`/api/${path}`, { body, token: karim });
  await post(`technician/tickets/${id}/assign`, {});
  await post(`tickets/${id}/guidance/start`, {});
  const step = await post(`tickets/${id}/guidance/instruction`, { message: "Débranchez" });
  const theCase = await server.newCase({ accepted: true });
  ids = {
    ticket: id,
    comment: step.body.id,
    request: theCase.id,
    garage: (await server.call<{ id: string }>("/v1/me", { token: ibrahim })).body.id,
    conversation: theCase.conversation_id ?? "",
  };
  for (const email of Object.values(people).flat()) await server.token(email);
  await rest();
  // Rates are tested elsewhere: here everybody always has waited long enough.
  let now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1_000;
    return now;
  });
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await server.stop();
});

/** Reactions that pass over what does not concern them, and write nothing then, when a minute has passed. */
const passing = new Set(["mentions", "webhooks", "shared_items", "guidance_record"]);

/** Until what the beginning set going is done. Reactions would gather for a minute where nobody is there and nobody searches. */
async function rest(): Promise<void> {
  const tokens = await Promise.all(
    [...Object.values(people), [cast.oscar]].map(([email = ""]) => server.token(email)),
  );
  const there = await Promise.all(
    tokens.map(async (token) => {
      const socket = await openSocket(server.url);
      socket.send({ type: "hello", version: 1, token });
      await socket.frames.next("welcome");
      return socket;
    }),
  );
  let before = "";
  const rested = async () => {
    for (const token of tokens) await server.call("/v1/search?q=zanzibar", { token });
    const now = JSON.stringify(await server.rows());
    const { text: metrics } = await server.call("/metrics");
    const behind = [...metrics.matchAll(/^relais_consumer_lag_organizations\{.*"(\w+)"\} [1-9]/gm)];
    const same = now === before;
    before = now;
    return same && behind.every(([, consumer = ""]) => passing.has(consumer));
  };
  await vi.waitUntil(rested, { timeout: 100_000, interval: 200 });
  for (const socket of there) socket.end();
}

/** A value that the field may have. */
function right(field: string, shape: Shape): unknown {
  const [first = shape.const] = shape.enum ?? [];
  const kinds = kindsOf(shape);
  if (field.startsWith("conversation") || field === "chat_room_id") return ids.conversation;
  if (field === "email") return `${randomUUID()}@relais.test`;
  if (field === "garageId" || field === "receiverId") return ids.garage;
  if (field === "client_id" || shape.format === "uuid") return randomUUID();
  if (shape.format === "date") return "2026-01-31";
  if (shape.format === "date-time") return "2027-03-01T09:00:00.000Z";
  if (first !== undefined) return first;
  if (kinds.includes("null") || kinds.includes(undefined)) return null;
  if (kinds.includes("number") || kinds.includes("integer")) return 1;
  if (kinds.includes("boolean")) return false;
  if (kinds.includes("object")) return {};
  return kinds.includes("array") ? [] : "Un texte";
}

function addressOf(path: string): string {
  const [, noun = ""] = /\/(\w+?)s?\/\{id\}/.exec(path) ?? [];
  return path.replace("{id}", ids[noun] ?? randomUUID()).replace("{*}", `${randomUUID()}.json`);
}

function shapeOf({ requestBody }: Operation): Shape {
  const schema = requestBody?.content["application/json"]?.schema as Shape & { $ref?: string };
  const name = schema?.$ref?.split("/").at(-1);
  const found = name === undefined ? schema : document.components.schemas[name];
  const inner = found?.anyOf?.find(({ properties }) => properties !== undefined) ?? found;
  return inner?.properties === undefined ? {} : inner;
}

/** Fields and parameters by which a call names what may be a neighbour's. */
const naming = /^(conversation|conversation_id|chat_room_id|request_id|receiverId)$/;

/** What is right in as little as is needed, and names what is there: nothing where the call names nothing. */
function namingCall({ path, operation }: (typeof calls)[number]) {
  const shape = shapeOf(operation);
  const needed = Object.keys(shape.properties ?? {}).filter(
    // A message without anything in it is refused before it is looked at where it goes.
    (field) => shape.required?.includes(field) || field === "text",
  );
  const fields = needed.map(
    (field) => [field, right(field, shape.properties?.[field] ?? {})] as const,
  );
  const queries = (operation.parameters ?? []).filter(
    (one) => one.in === "query" && naming.test(one.name),
  );
  const named =
    path.includes("{") || queries.length > 0 || fields.some(([one]) => naming.test(one));
  if (!named) return undefined;
  const id = { request_id: ids.request };
  const query = new URLSearchParams(
    queries.map(({ name }) => [name, id[name as "request_id"] ?? ids.conversation ?? ""]),
  );
  const address = addressOf(path)
    .replace("{userId}", ids.garage ?? "")
    .replace(/(rooms|claims\/api\/conversations)\/[0-9a-f-]{36}/, `$1/${ids.conversation}`);
  return { address: `${address}?${query}`, body: Object.fromEntries(fields) };
}

/** Where the sentence stands in what an API refuses with. */
function sentenceIn({ path, operation: { tags = [] } }: (typeof calls)[number]): string {
  if (path.startsWith("/chats")) return "error";
  return tags[0] === "Documented API: garage" ? "message" : "detail";
}

/** Enough of a body to see what is wrong with it. */
const shortened = (body: unknown): string =>
  JSON.stringify(body, (_, value) => (typeof value === "string" ? value.slice(0, 20) : value));

describe.each(calls)("$title", (one) => {
  const { method, path, operation } = one;
  const call = async (email: string, address: string, body?: unknown) =>
    server.call<unknown>(address, {
      method: method.toUpperCase(),
      token: await server.token(email),
      ...(body !== undefined && { body }),
    });
  const bodies = () => wrongBodies(shapeOf(operation), right);

  it("refuses every field that is wrong, names it, and stores nothing", async () => {
    const before = await server.rows();
    const passed: string[] = [];
    for (const email of callersOf(operation)) {
      for (const { field, body } of bodies()) {
        const { status, text } = await call(email, addressOf(path), body);
        // Whoever opens cases for others only is told so, in our word for whom.
        const named =
          status !== 400 || text.includes(`"${field}`) || text.includes(`"customer_id"`);
        if (status < 400 || status > 499 || !named) {
          passed.push(`${email} ${field} ${shortened(body)} ${status} ${text.slice(0, 120)}`);
        }
      }
    }
    expect(passed.join("\n")).toBe("");
    expect(await server.rows()).toEqual(before);
  }, 60_000);

  it("answers whatever stands in its address, and never fails", async () => {
    const queries = (operation.parameters ?? []).filter((one) => one.in === "query");
    const addresses = [
      ...queries.flatMap(({ name }) =>
        queryFaults.map((value) => `${addressOf(path)}?${name}=${encodeURIComponent(value)}`),
      ),
      ...(path.includes("{id}")
        ? ["12", "..%2f..", "%00", "'", randomUUID(), ids.request ?? ""].map((id) =>
            path.replace("{id}", id),
          )
        : []),
    ];
    const before = await server.rows();
    const failed: string[] = [];
    const [email = cast.oscar] = callersOf(operation);
    for (const address of addresses) {
      const { status, text } = await call(email, address, method === "get" ? undefined : {});
      if (status >= 500) failed.push(`${address.slice(0, 120)} ${status} ${text.slice(0, 120)}`);
    }
    expect(failed.join("\n")).toBe("");
    const changed = method === "get" ? await server.rows() : before;
    expect(changed).toEqual(before);
  }, 60_000);

  const anonymous = operation.security?.length === 0;

  it.skipIf(anonymous)(
    "is 401 without a good token, in its own words and either language, with and without a last slash",
    async () => {
      const address = addressOf(path).replace("{userId}", randomUUID());
      const sentences: string[] = [];
      for (const at of [address, `${address}/`]) {
        for (const headers of [
          {},
          { "accept-language": "en" },
          { authorization: "Bearer a.b.c" },
        ]) {
          const refused = await server.call<Record<string, string>>(at, {
            method: method.toUpperCase(),
            headers,
            ...(method !== "get" && { body: {} }),
          });
          expect([at, refused.status]).toEqual([at, 401]);
          expect(Object.keys(refused.body)).toEqual([sentenceIn(one)]);
          expect(refused.headers.get("www-authenticate")).toContain("Bearer");
          sentences.push(refused.body[sentenceIn(one)] ?? "");
        }
      }
      const [french, english] = sentences;
      expect(french).toMatch(/\.$/);
      expect(english).not.toBe(french);
      expect(sentences.slice(3)).toEqual(sentences.slice(0, 3));
    },
  );

  it("does not know what is a neighbour's", async () => {
    const named = namingCall(one);
    if (named === undefined) return;
    const { status, body } = await call(
      cast.oscar,
      named.address,
      method === "get" ? undefined : named.body,
    );
    expect({ ...named, status }).toEqual({ ...named, status: 404 });
    expect(Object.keys(body as object)).toEqual([sentenceIn(one)]);
  });
});
