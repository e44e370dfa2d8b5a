import { files } from "@relais/core/testing";
import type { CaseView, FileAddress, Refusal, TimelinePage } from "@relais/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";
import { beginUpload, upload } from "../../testing/upload.ts";

let server: TestServer;
let awa: string;
let moussa: string;

beforeAll(async () => {
  server = await TestServer.start();
  awa = await server.token(cast.awa);
  moussa = await server.token(cast.moussa);
}, 60_000);
afterAll(() => server.stop());

type Status = { status: string; proof?: object };
const move = (id: string, body: Status) =>
  server.call<CaseView & Refusal>(`/v1/cases/${id}/status`, { token: moussa, body });

/** A request that Moussa works on. */
async function atWork(): Promise<string> {
  const { id } = await server.newCase({ accepted: true });
  for (const status of ["en_route", "arrived", "in_progress"]) await move(id, { status });
  return id;
}
const bring = async (token: string, caseId: string) =>
  upload(server, token, "", "reparation.jpg", await files.photo(), { case_id: caseId });

it("N37.2 N37.3: a photo is uploaded for the case, proves the step, and is fetched by its customer", async () => {
  const id = await atWork();
  const photo = await bring(moussa, id);
  const done = await move(id, { status: "completed", proof: { photos: [photo.id] } });
  expect([done.status, done.body.proved_at]).toEqual([200, expect.any(String)]);
  const timeline = await server.call<TimelinePage>(`/v1/cases/${id}/timeline`, { token: awa });
  expect(timeline.body.entries.at(-1)?.proof?.photos).toMatchObject([{ id: photo.id }]);
  const found = await server.call<{ files: FileAddress[] }>(`/v1/cases/${id}/files`, {
    token: awa,
    body: { ids: [photo.id] },
  });
  const answer = await fetch(server.url + found.body.files[0]?.address);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  await answer.arrayBuffer();
});

it("N37.1 N37.2: what is wrong is named, and the case stays where it is", async () => {
  const id = await atWork();
  const named = await move(id, { status: "completed", proof: { received_by: "Awa" } });
  expect([named.status, named.body.code]).toEqual([400, "invalid_body"]);
  expect(named.body.fields).toHaveProperty(["proof.received_by"]);
  const wild = await move(id, { status: "completed", proof: { photos: ["photo"], mood: "good" } });
  expect(wild.status).toBe(400);
  const now = await server.call<CaseView>(`/v1/cases/${id}`, { token: awa });
  expect(now.body.status).toBe("in_progress");
});

it("N37.3: a file is for a conversation or for a case, brought by those who may", async () => {
  const { id, conversation_id } = await server.newCase({ accepted: true });
  const both = await beginUpload(server, moussa, conversation_id ?? "", "a.jpg", 10, {
    case_id: id,
  });
  expect([both.status, (both.body as Refusal).code]).toEqual([400, "invalid_body"]);
  for (const [token, status] of [
    [awa, 403],
    [await server.token(cast.oscar), 404],
  ] as const) {
    const begun = await beginUpload(server, token, "", "a.jpg", 10, { case_id: id });
    expect(begun.status).toBe(status);
  }
});

it("N37.5: a code is its customer's alone to read", async () => {
  const { id } = await server.newCase({ accepted: true });
  const read = (token: string) => server.call<object>(`/v1/cases/${id}/code`, { token });
  expect((await read(awa)).body).toEqual({ code: null });
  expect((await read(moussa)).status).toBe(403);
  expect((await read(await server.token(cast.oscar))).status).toBe(404);
});
