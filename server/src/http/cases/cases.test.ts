import type { CaseList, CaseView, KindView } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
let awa: string;
let moussa: string;

beforeAll(async () => {
  server = await TestServer.start();
  awa = await server.token(cast.awa);
  moussa = await server.token(cast.moussa);
});
afterAll(() => server.stop());

const opening = { kind: "request", title: "Portail bloqué", description: "Il ne s’ouvre plus." };

describe("cases over HTTP", () => {
  it("are opened, 201, and stand first in the lists of those who may see them", async () => {
    const opened = await server.call<CaseView>("/v1/cases", {
      token: awa,
      body: { ...opening, priority: "high", latitude: 12.63, longitude: -8.0 },
    });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      ...opening,
      status: "pending",
      priority: "high",
      assignee: null,
      conversation_id: null,
      customer: { full_name: "Awa Traoré" },
    });
    for (const token of [awa, moussa]) {
      const { body } = await server.call<CaseList>("/v1/cases", { token });
      const { internal, ...shown } = body.cases[0] as CaseView;
      expect(shown).toEqual(opened.body);
      expect(internal?.tags).toEqual(token === awa ? undefined : []);
      expect(body.revision).toBeGreaterThanOrEqual(opened.body.revision);
    }
    const one = await server.call<CaseView>(`/v1/cases/${opened.body.id}`, { token: awa });
    expect(one.body).toEqual(opened.body);
  });

  it("opened twice under one client_id are one (P2)", async () => {
    const body = { ...opening, client_id: "tap-tap" };
    const first = await server.call<CaseView>("/v1/cases", { token: awa, body });
    const second = await server.call<CaseView>("/v1/cases", { token: awa, body });
    expect(second.status).toBe(201);
    expect(second.body.id).toBe(first.body.id);
  });

  it("are accepted once; again by the same person is the same answer", async () => {
    const { id } = await server.newCase({ accepted: false });
    const path = `/v1/cases/${id}/accept`;
    const first = await server.call<CaseView>(path, { method: "POST", token: moussa });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      status: "accepted",
      assignee: { full_name: "Moussa Keïta" },
    });
    expect(first.body.conversation_id).not.toBeNull();
    const again = await server.call<CaseView>(path, { token: moussa, body: {} });
    expect(again.body.conversation_id).toBe(first.body.conversation_id);
  });

  it("move along their steps and refuse one that is not there, saying so", async () => {
    const { id } = await server.newCase({ accepted: true });
    const path = `/v1/cases/${id}/status`;
    const moved = await server.call<CaseView>(path, {
      token: moussa,
      body: { status: "en_route", note: "J’arrive." },
    });
    expect(moved.body.status).toBe("en_route");
    const refused = await server.call(path, { token: moussa, body: { status: "completed" } });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: "transition_not_allowed", retry: "never" });
  });

  it("of a kind that does not exist are refused", async () => {
    const answer = await server.call("/v1/cases", {
      token: awa,
      body: { ...opening, kind: "wedding" },
    });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.fields ?? {})).toEqual(["kind"]);
  });

  it("have kinds that tell their words and steps", async () => {
    const { body } = await server.call<{ kinds: KindView[] }>("/v1/kinds", { token: awa });
    const request = body.kinds.find(({ name }) => name === "request");
    expect(request?.statuses.map(({ name }) => name)).toContain("en_route");
  });
});
