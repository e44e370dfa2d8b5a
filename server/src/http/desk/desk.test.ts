import type { CaseView, DeskActionAnswer, DeskEntry, DeskPage } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";

let server: TestServer;
let claire: string;

beforeAll(async () => {
  server = await TestServer.start();
  claire = await server.token("admin@depannage.demo");
});
afterAll(() => server.stop());

const top = async () =>
  (await server.call<DeskPage>("/v1/desk/cases?view=all", { token: claire })).body.entries[0];

describe("the desk over HTTP", () => {
  it("lists, counts and tells changes to the office", async () => {
    const { id } = await server.newCase({ accepted: false });
    const page = await server.call<DeskPage>("/v1/desk/cases?view=unassigned", { token: claire });
    expect(page.status).toBe(200);
    expect(page.body.entries[0]).toMatchObject({ case: { id }, snooze: null, woken: false });
    const counts = await server.call("/v1/desk/counts", { token: claire });
    expect(counts.body).toMatchObject({ mine: 0 });
    const path = `/v1/desk/changes?view=all&after=${page.body.position}`;
    expect((await server.call(path, { token: claire })).body).toMatchObject({
      entries: [],
      gone: [],
    });
  });

  it("refuses a page that begins nowhere, naming the field", async () => {
    const path = "/v1/desk/cases?view=all&before=hier";
    const answer = await server.call(path, { token: claire });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.fields ?? {})).toEqual(["before"]);
  });

  it("puts a case off, takes it back, and says when it was seen", async () => {
    const { id } = await server.newCase({ accepted: true });
    const path = `/v1/desk/cases/${id}`;
    const off = await server.call<DeskEntry>(`${path}/snooze`, {
      method: "PUT",
      token: claire,
      body: { until: null },
    });
    expect(off.body.snooze).toEqual({ until: null });
    const back = await server.call<DeskEntry>(`${path}/snooze`, {
      method: "DELETE",
      token: claire,
    });
    expect(back.body.snooze).toBeNull();
    const seen = await server.call<DeskEntry>(`${path}/seen`, { method: "POST", token: claire });
    expect(seen.body).toMatchObject({ case: { id }, woken: false });
  });

  it("N24.5: answers for each case, in the language asked", async () => {
    const { id } = await server.newCase({ accepted: false });
    const none = "01900000-0000-7000-8000-000000000000";
    const answer = await server.call<DeskActionAnswer>("/v1/desk/actions", {
      token: claire,
      body: { case_ids: [none, id], action: { do: "prioritize", priority: "high" } },
    });
    expect(answer.body.results).toMatchObject([
      { case_id: none, refusal: { code: "not_found" } },
      { case_id: id, entry: { case: { priority: "high" } } },
    ]);
    expect((await top())?.case.id).toBe(id);
  });

  it("keeps a person's own views", async () => {
    const views = [{ name: "Urgences", query: { view: "all", priority: "urgent" } }];
    await server.call("/v1/desk/views", { method: "PUT", token: claire, body: { views } });
    const kept = await server.call("/v1/desk/views", { token: claire });
    expect(kept.body).toEqual({ views });
  });

  it.each([cast.awa, cast.moussa])("P5: is not for %s", async (email) => {
    const token = await server.token(email);
    const { id } = await server.newCase({ accepted: true });
    const attempts: [string, object | undefined, string | undefined][] = [
      ["/v1/desk/cases?view=all", undefined, undefined],
      ["/v1/desk/changes?view=all&after=0", undefined, undefined],
      ["/v1/desk/counts", undefined, undefined],
      ["/v1/desk/views", undefined, undefined],
      ["/v1/desk/actions", { case_ids: [id], action: { do: "wake" } }, undefined],
      [`/v1/desk/cases/${id}/snooze`, { until: null }, "PUT"],
      [`/v1/desk/cases/${id}/seen`, {}, "POST"],
    ];
    for (const [path, body, method] of attempts) {
      const answer = await server.call(path, {
        token,
        ...(body && { body }),
        ...(method && { method }),
      });
      expect(answer.status).toBe(403);
    }
  });

  it("P5: Oscar, who leads another organization, finds nothing there and reaches nothing", async () => {
    const token = await server.token(cast.oscar);
    const opened: CaseView = await server.newCase({ accepted: true });
    const page = await server.call<DeskPage>("/v1/desk/cases?view=all", { token });
    expect(page.text).not.toContain(opened.id);
    const path = `/v1/desk/cases/${opened.id}/snooze`;
    const answer = await server.call(path, { method: "PUT", token, body: { until: null } });
    expect(answer.status).toBe(404);
  });
});
