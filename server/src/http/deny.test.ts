import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../testing/test-server.ts";

let server: TestServer;
let caseId: string;
let conversation: string;
let pendingId: string;

beforeAll(async () => {
  server = await TestServer.start();
  const accepted = await server.newCase({ accepted: true });
  caseId = accepted.id;
  conversation = accepted.conversation_id ?? "";
  pendingId = (await server.newCase({ accepted: false })).id;
});
afterAll(() => server.stop());

type Attempt = [what: string, path: () => string, body: object | undefined];

const attempts: Attempt[] = [
  ["read the case", () => `/v1/cases/${caseId}`, undefined],
  ["accept the case", () => `/v1/cases/${caseId}/accept`, {}],
  ["move the case", () => `/v1/cases/${caseId}/status`, { status: "en_route" }],
  ["open the conversation", () => `/v1/conversations/${conversation}`, undefined],
  ["read its history", () => `/v1/conversations/${conversation}/messages`, undefined],
  ["read its events", () => `/v1/conversations/${conversation}/events?after=0`, undefined],
  ["write in it", () => `/v1/conversations/${conversation}/messages`, { text: "Bonjour" }],
  [
    "have its files",
    () => `/v1/conversations/${conversation}/files`,
    { ids: ["01900000-0000-7000-8000-000000000000"] },
  ],
  [
    "have the photos of its proofs",
    () => `/v1/cases/${caseId}/files`,
    { ids: ["01900000-0000-7000-8000-000000000000"] },
  ],
  ["read the code of its customer", () => `/v1/cases/${caseId}/code`, undefined],
  [
    "put a position in it",
    () => `/v1/conversations/${conversation}/positions`,
    { latitude: 12.64, longitude: -8, accuracy_m: 10 },
  ],
  [
    "show where they are in it",
    () => `/v1/conversations/${conversation}/position-share`,
    { until: "1_hour" },
  ],
  ["begin a guidance in it", () => `/v1/conversations/${conversation}/guidance`, {}],
  [
    "read the record of its guidance",
    () => `/v1/conversations/${conversation}/guidance`,
    undefined,
  ],
  ["leave its guidance", () => `/v1/conversations/${conversation}/guidance/leave`, {}],
  ["mark it read", () => `/v1/conversations/${conversation}/receipts`, { read: 1 }],
];

describe("P5: nobody else", () => {
  it.each(attempts)(
    "Oscar, of another organization, cannot %s: unknown",
    async (_what, path, body) => {
      const token = await server.token(cast.oscar);
      const answer = await server.call(path(), { token, ...(body !== undefined && { body }) });
      expect(answer.status).toBe(404);
      expect(answer.body.code).toBe("not_found");
      expect(answer.text).not.toMatch(/Awa|Moussa|Bamako/);
    },
  );

  it.each(attempts.filter(([what]) => what !== "accept the case"))(
    "a technician who is no party to it cannot %s: forbidden",
    async (_what, path, body) => {
      const token = await server.token(cast.stranger);
      const answer = await server.call(path(), { token, ...(body !== undefined && { body }) });
      expect(answer.status).toBe(403);
      expect(answer.body.code).toBe("forbidden");
    },
  );

  it("a technician who comes too late is told who has it", async () => {
    const token = await server.token(cast.stranger);
    const answer = await server.call(`/v1/cases/${caseId}/accept`, { token, body: {} });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "already_taken" });
    expect(answer.body.message).toContain("Moussa Keïta");
  });

  it("a customer cannot take a case: right is asked before rule", async () => {
    const token = await server.token(cast.awa);
    for (const id of [pendingId, caseId]) {
      const answer = await server.call(`/v1/cases/${id}/accept`, { token, body: {} });
      expect(answer.status).toBe(403);
    }
  });

  it.each(attempts)("and who is allowed can %s", async (what, path, body) => {
    const isWork = ["accept the case", "move the case", "begin a guidance in it"].includes(what);
    const person = isWork ? cast.moussa : cast.awa;
    const token = await server.token(person);
    const answer = await server.call(path(), { token, ...(body !== undefined && { body }) });
    expect(answer.status).toBeLessThan(300);
  });

  it("Oscar's list holds nothing of the others, theirs nothing of his", async () => {
    type List = { cases: { id: string }[] };
    const [oscar, awa] = await Promise.all([
      server.call<List>("/v1/cases", { token: await server.token(cast.oscar) }),
      server.call<List>("/v1/cases", { token: await server.token(cast.awa) }),
    ]);
    const theirs = awa.body.cases.map(({ id }) => id);
    expect(theirs).toContain(caseId);
    for (const { id } of oscar.body.cases) expect(theirs).not.toContain(id);
    expect(oscar.text).not.toContain(caseId);
  });
});
