import { describe, expect, test } from "vitest";
import { type Caller, chat, type Page, type Problem, type Room } from "./caller.ts";

const rooms = `${chat}rooms/`;

export function roomRules(caller: Caller): void {
  const list = (part: "driver" | "client" | "support" | "merchant" | "admin", query = "") =>
    caller.get<Page<Room> & Problem>(part, `${rooms}${query}`);
  const idsOf = async (part: "driver" | "client" | "support", query = "") =>
    (await list(part, query)).body.results.map(({ id }) => id);

  describe("Rooms", () => {
    test("L1.1: the list is a page of rooms with whom, about what, and what is unread", async () => {
      const { id } = await caller.room();
      await caller.say("driver", id, "Dernier message…");
      const { status, body } = await list("client");
      expect(status).toBe(200);
      expect(Object.keys(body).toSorted()).toEqual(["count", "next", "previous", "results"]);
      const room = body.results.find((one) => one.id === id);
      expect(room).toEqual({
        id,
        room_type: "delivery",
        other_participant: {
          id: await caller.idOf("driver"),
          full_name: "Koffi N’Guessan",
          phone_number: expect.stringMatching(/^\+225/),
          user_type: "driver",
          role: "driver",
          profile_photo_url: null,
        },
        delivery_info: {
          id: (await caller.delivery()).id,
          tracking_number: expect.stringMatching(/^LBN\d{6}$/),
          pickup_address: expect.stringContaining("Cocody"),
          delivery_address: expect.stringContaining("Yopougon"),
          status: expect.any(String),
        },
        last_message_text: "Dernier message…",
        last_message_at: expect.stringMatching(/Z$/),
        unread_count: expect.any(Number),
        is_archived: false,
        created_at: expect.stringMatching(/Z$/),
      });
      expect(room?.unread_count).toBeGreaterThan(0);
    });

    test("L1.2: filters by type and delivery, searches names and tracking numbers, orders, and pages", async () => {
      const room = await caller.room();
      const support = (await caller.openRoom("driver", { other: "support", room_type: "support" }))
        .body;
      await caller.say("driver", support.id, "Une question");
      await caller.say("driver", room.id, "Bonjour");
      expect(await idsOf("driver", "?room_type=support")).toContain(support.id);
      expect(await idsOf("driver", "?room_type=support")).not.toContain(room.id);
      expect(await idsOf("driver", "?room_type=delivery")).toContain(room.id);
      const delivery = room.delivery_info?.id ?? "";
      expect(await idsOf("driver", `?delivery_id=${delivery}&room_type=delivery`)).toContain(
        room.id,
      );
      expect(await idsOf("driver", `?delivery_id=${delivery}`)).not.toContain(support.id);
      const number = room.delivery_info?.tracking_number ?? "";
      expect(await idsOf("driver", `?search=${number}&room_type=delivery`)).toContain(room.id);
      expect(await idsOf("driver", "?search=estelle")).toContain(support.id);
      expect(await idsOf("driver", "?search=personne-de-ce-nom")).toEqual([]);
      expect((await idsOf("driver"))[0]).toBe(room.id);
      const byBirth = (await list("driver", "?ordering=created_at")).body.results as (Room & {
        created_at: string;
      })[];
      const births = byBirth.map(({ created_at }) => created_at);
      expect(births).toEqual(births.toSorted());
      const page = (await list("driver", "?page_size=1&room_type=delivery&search=LBN")).body;
      expect(page.results).toHaveLength(1);
      expect((await list("driver", "?page=9999")).status).toBe(404);
      for (const [field, query] of [
        ["room_type", "?room_type=secret"],
        ["ordering", "?ordering=name"],
        ["include_archived", "?include_archived=perhaps"],
        ["page_size", "?page_size=0"],
      ] as const) {
        const wrong = await list("driver", query);
        expect(wrong.status).toBe(400);
        expect(wrong.body.errors).toHaveProperty(field);
      }
    });

    test("L1.3: the detail has the driver, whether it is active, and where the tree has it", async () => {
      const { id } = await caller.room();
      const { status, body } = await caller.get<Room>("driver", `${rooms}${id}/`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id,
        driver: { id: await caller.idOf("driver"), user_type: "driver" },
        other_participant: { id: await caller.idOf("client"), user_type: "client" },
        is_active: true,
        is_archived: false,
        firebase_path: `/chats/${id}`,
      });
    });

    test("L1.4: the first who opens a room is answered 201, everybody else 200 with the same one", async () => {
      const { id } = await caller.delivery();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          index % 2 === 0
            ? caller.openRoom("driver", { other: "support", delivery_id: id, room_type: "support" })
            : caller.openRoom("support", {
                other: "driver",
                delivery_id: id,
                room_type: "support",
              }),
        ),
      );
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
      expect(answers.every(({ status }) => [200, 201].includes(status))).toBe(true);
      expect(answers[0]?.body).toMatchObject({ room_type: "support", delivery_info: { id } });
      const again = await caller.openRoom("support", { other: "driver", delivery_id: id });
      expect([again.status, again.body.id]).toEqual([200, answers[0]?.body.id]);
    });

    test("L1.5: outside of a delivery two people have one room too; what is first said is said once", async () => {
      const hello = { initial_message: "Bonjour, je suis votre livreur" };
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => caller.openRoom("driver", { other: "merchant", ...hello })),
      );
      const [room] = answers.map(({ body }) => body.id);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers[0]?.body.delivery_info).toBeNull();
      const created = answers.filter(({ status }) => status === 201);
      // On a server that was used before, the room is there already.
      expect(created.length).toBeLessThanOrEqual(1);
      const said = (await caller.messages("driver", room ?? "", "&page_size=100")).body.results;
      expect(said.filter(({ text }) => text === hello.initial_message)).toHaveLength(1);
      const other = await caller.openRoom("merchant", { other: "driver" });
      expect([other.status, other.body.id]).toEqual([200, room]);
    });

    test("L1.6: who has no part in it opens none, and wrong fields are named", async () => {
      const { id } = await caller.delivery();
      const stranger = await caller.openRoom("driver", { other: "outsider", delivery_id: id });
      expect(stranger.status).toBe(400);
      expect(stranger.body.errors).toHaveProperty("other_user_id");
      expect((await caller.openRoom("support", { other: "client", delivery_id: id })).status).toBe(
        403,
      );
      expect((await caller.openRoom("outsider", { other: "driver", delivery_id: id })).status).toBe(
        404,
      );
      const unknown = { other: "client", delivery_id: await caller.idOf("driver") } as const;
      expect((await caller.openRoom("driver", unknown)).status).toBe(404);
      for (const [field, body] of [
        ["other_user_id", {}],
        ["other_user_id", { other_user_id: 4 }],
        ["room_type", { other_user_id: id, room_type: "secret" }],
        ["delivery_id", { other_user_id: id, delivery_id: "x" }],
        ["initial_message", { other_user_id: id, initial_message: "x".repeat(4_001) }],
      ] as const) {
        const wrong = await caller.post<Problem>("driver", rooms, body);
        expect(wrong.status).toBe(400);
        expect(wrong.body.errors).toHaveProperty(field);
      }
    });

    test("L1.7: marking a room as read answers with the documented sentence, and counts go down", async () => {
      const { id } = await caller.room();
      await caller.say("driver", id, "un");
      const count = async () =>
        (await caller.get<{ unread_count: number }>("client", `${rooms}unread_count/`)).body
          .unread_count;
      const before = await count();
      expect(before).toBeGreaterThan(0);
      const path = `${rooms}${id}/mark_as_read/`;
      const { status, body } = await caller.post("client", path);
      expect(status).toBe(200);
      expect(body).toEqual({ success: true, message: "Conversation marquée comme lue" });
      const room = await caller.get<Room>("client", `${rooms}${id}/`);
      expect(room.body.unread_count).toBe(0);
      expect(await count()).toBeLessThan(before);
      const english = { "accept-language": "en" };
      const said = await caller.call<{ message: string }>("client", "POST", path, {}, english);
      expect(said.body.message).toBe("Conversation marked as read");
    });

    test("L1.8: each puts a room away for themselves, and brings it back", async () => {
      const { id } = await caller.room();
      const archive = (value: unknown) =>
        caller.post<{ success: boolean; is_archived: boolean } & Problem>(
          "driver",
          `${rooms}${id}/archive/`,
          value,
        );
      const put = await archive({ archive: true });
      expect([put.status, put.body.success, put.body.is_archived]).toEqual([200, true, true]);
      expect(await idsOf("driver")).not.toContain(id);
      expect(await idsOf("driver", "?include_archived=true")).toContain(id);
      expect(await idsOf("client")).toContain(id);
      expect((await archive({ archive: false })).body.is_archived).toBe(false);
      expect(await idsOf("driver")).toContain(id);
      const wrong = await archive({ archive: "perhaps" });
      expect(wrong.status).toBe(400);
      expect(wrong.body.errors).toHaveProperty("archive");
    });

    test("L1.9: 401 without a token, 403 for a stranger of the organization, 404 for a neighbour", async () => {
      const { id } = await caller.room();
      for (const [method, path] of [
        ["GET", `${rooms}${id}/`],
        ["POST", `${rooms}${id}/mark_as_read/`],
        ["POST", `${rooms}${id}/archive/`],
      ] as const) {
        const body = method === "POST" ? { archive: true } : undefined;
        const as = (part?: "merchant" | "outsider") =>
          caller.call<Problem>(part, method, path, body);
        expect((await as()).status).toBe(401);
        expect((await as("merchant")).status).toBe(403);
        const neighbour = await as("outsider");
        expect(neighbour.status).toBe(404);
        expect(neighbour.body).toEqual({ detail: expect.any(String) });
      }
      for (const path of [rooms, `${rooms}unread_count/`]) {
        expect((await caller.call(undefined, "GET", path)).status).toBe(401);
      }
      expect((await list("admin", `?delivery_id=${(await caller.delivery()).id}`)).body.count).toBe(
        0,
      );
    });
  });
}
