import type { Page, Problem } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Message, Request } from "./caller.ts";

const requests = "/depannage/api/requests/";

export function requestRules(caller: Caller): void {
  const open = (body: object = { title: "Pneu crevé" }) =>
    caller.post<Request & Problem>("client", requests, body);
  const step = (part: "client" | "technician" | "stranger", id: string, status: string) =>
    caller.post<Request & Problem>(part, `${requests}${id}/status/`, { status });

  const count = async () => (await caller.get<Page<Request>>("client", requests)).body.count;

  describe("Requests", () => {
    test("D2.1: opening one answers 201 with it, pending and nobody's", async () => {
      const { status, body } = await open({
        title: "Moteur qui chauffe",
        description: "Sur la route de Sikasso",
        address: "Km 12",
        latitude: 12.6,
        longitude: -7.9,
        priority: "high",
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        title: "Moteur qui chauffe",
        address: "Km 12",
        priority: "high",
        status: "pending",
        client: { full_name: "Awa Traoré", role: "client" },
        technician: null,
        conversation_id: null,
      });
    });

    test("D2.2: the list is a page, filtered by status; there is no page beyond the last", async () => {
      await open();
      await open();
      const answer = await caller.get<Page<Request>>(
        "client",
        `${requests}?status=pending&page_size=1`,
      );
      expect(answer.status).toBe(200);
      expect(answer.body.results).toHaveLength(1);
      expect(answer.body.results[0]?.status).toBe("pending");
      expect(answer.body.previous).toBeNull();
      const next = new URL(answer.body.next ?? "");
      expect(next.searchParams.get("status")).toBe("pending");
      expect(next.searchParams.get("page")).toBe("2");
      expect((await caller.get("client", `${requests}?page=99999`)).status).toBe(404);
      expect((await caller.get("client", `${requests}?page=0`)).status).toBe(400);
    });

    test("D2.3: accepting opens the conversation with its first system message; twice is the same", async () => {
      const { id } = (await open()).body;
      const taken = await caller.post<Request>("technician", `${requests}${id}/accept/`);
      expect(taken.status).toBe(200);
      expect(taken.body).toMatchObject({
        status: "accepted",
        technician: { full_name: "Moussa Keïta", role: "technicien" },
      });
      const again = await caller.post<Request>("technician", `${requests}${id}/accept/`);
      expect(again.body).toEqual(taken.body);
      const page = await caller.get<Page<Message>>(
        "client",
        `/depannage/api/chat/messages/conversation_messages/?conversation_id=${taken.body.conversation_id}`,
      );
      expect(page.body.results[0]).toMatchObject({ message_type: "system", sender: null });
      expect(page.body.results[0]?.content).toContain("Moussa Keïta");
    });

    test("D2.4: of two who accept at once one wins, and the other is told who", async () => {
      const { id } = (await open()).body;
      const answers = await Promise.all(
        (["technician", "stranger"] as const).map((part) =>
          caller.post<Request & Problem>(part, `${requests}${id}/accept/`),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const winner = answers.find(({ status }) => status === 200)?.body.technician?.full_name;
      const loser = answers.find(({ status }) => status === 409)?.body.detail;
      expect(loser).toContain(winner);
    });

    test("D2.5: statuses follow the table; a step that is not in it is 409, an unknown one 400", async () => {
      const { id } = await caller.taken();
      expect((await step("technician", id, "completed")).status).toBe(409);
      for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
        const answer = await step("technician", id, status);
        expect(answer.status).toBe(200);
        expect(answer.body.status).toBe(status);
      }
      const unknown = await step("technician", id, "dreaming");
      expect(unknown.status).toBe(400);
      expect(unknown.body.errors).toHaveProperty("status");
    });

    test("D2.6: the client may only cancel, and only until the technician is on the way", async () => {
      const { id } = await caller.taken();
      expect((await step("client", id, "en_route")).status).toBe(403);
      expect((await step("stranger", id, "en_route")).status).toBe(403);
      expect((await step("technician", id, "en_route")).status).toBe(200);
      expect((await step("client", id, "cancelled")).status).toBe(403);
      const pending = (await open()).body.id;
      expect((await step("client", pending, "cancelled")).body.status).toBe("cancelled");
    });

    test("D2.7: a request of another organization does not exist, one of one's own is forbidden", async () => {
      const { id } = await caller.taken();
      for (const path of [`${requests}${id}/`, `${requests}not-an-id/`]) {
        expect((await caller.get("outsider", path)).status).toBe(404);
      }
      expect((await caller.post("outsider", `${requests}${id}/accept/`)).status).toBe(404);
      expect((await caller.get("stranger", `${requests}${id}/`)).status).toBe(403);
    });

    test("D2.8: every wrong field is named, and nothing is opened", async () => {
      const before = await count();
      const answer = await open({ title: 4, latitude: "north", priority: "mild" });
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.errors ?? {}).toSorted()).toEqual([
        "latitude",
        "priority",
        "title",
      ]);
      expect((await open({ title: "  " })).body.errors).toHaveProperty("title");
      expect((await open({ title: "Pneu", latitude: 3 })).body.errors).toHaveProperty("longitude");
      expect(await count()).toBe(before);
    });
  });
}
