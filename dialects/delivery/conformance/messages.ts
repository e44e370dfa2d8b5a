import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Caller, chat, type Message, type Problem } from "./caller.ts";

const messages = `${chat}messages/`;
type Marked = { success: boolean; count: number; message: string } & Problem;

export function messageRules(caller: Caller): void {
  const send = (body: object, part: "driver" | "client" | "merchant" = "driver") =>
    caller.post<Message & Problem>(part, messages, body);
  const mark = (body: object, part: "driver" | "client" | "merchant" = "client") =>
    caller.post<Marked>(part, `${messages}mark_as_read/`, body);

  describe("Messages", () => {
    test("L2.1: a text is answered 201, as the other reads it", async () => {
      const room = await caller.room();
      const { status, body } = await send({
        chat_room_id: room.id,
        message_type: "text",
        text: "Votre message ici",
      });
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(String),
        chat_room: room.id,
        sender: {
          id: await caller.idOf("driver"),
          full_name: "Koffi N’Guessan",
          role: "driver",
          user_type: "driver",
          profile_photo_url: null,
        },
        message_type: "text",
        text: "Votre message ici",
        image_url: "",
        latitude: null,
        longitude: null,
        is_read: false,
        read_at: null,
        created_at: expect.stringMatching(/Z$/),
        client_id: null,
      });
      expect((await caller.messages("client", room.id)).body.results[0]).toEqual(body);
    });

    test("L2.2: a picture is told of by its https address, with or without words", async () => {
      const { id } = await caller.room();
      const picture = { chat_room_id: id, message_type: "image" };
      const image_url = "https://cloudinary.example/photo.jpg";
      const one = await send({ ...picture, text: "Voici la photo", image_url });
      expect(one.status).toBe(201);
      expect(one.body).toMatchObject({ message_type: "image", text: "Voici la photo", image_url });
      const bare = await send({ ...picture, image_url });
      expect(bare.body).toMatchObject({ message_type: "image", text: "", image_url });
      for (const wrong of [undefined, "", "http://a.example/x.jpg", "javascript:alert(1)", 4]) {
        const refused = await send({ ...picture, image_url: wrong });
        expect(refused.status).toBe(400);
        expect(refused.body.errors).toHaveProperty("image_url");
      }
    });

    test("L2.3: a place has both coordinates, within the earth", async () => {
      const { id } = await caller.room();
      const place = { chat_room_id: id, message_type: "location", text: "Je suis ici" };
      const { status, body } = await send({ ...place, latitude: 5.345317, longitude: -4.024429 });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        message_type: "location",
        text: "Je suis ici",
        latitude: 5.345317,
        longitude: -4.024429,
      });
      for (const [field, wrong] of [
        ["latitude", { longitude: 1 }],
        ["longitude", { latitude: 1 }],
        ["latitude", { latitude: 90.1, longitude: 1 }],
        ["longitude", { latitude: 1, longitude: -180.1 }],
        ["latitude", { latitude: "nord", longitude: 1 }],
      ] as const) {
        const refused = await send({ ...place, ...wrong });
        expect(refused.status).toBe(400);
        expect(refused.body.errors).toHaveProperty(field);
      }
      const edge = await send({ ...place, latitude: -90, longitude: 180 });
      expect(edge.body).toMatchObject({ latitude: -90, longitude: 180 });
    });

    test("L2.4: the list has the newest first, and pages; `ordering=created_at` turns it", async () => {
      const { id } = await caller.room();
      for (const text of ["un", "deux", "trois"]) await caller.say("driver", id, text);
      const texts = async (query: string) =>
        (await caller.messages("client", id, query)).body.results.map(({ text }) => text);
      expect(await texts("&page_size=3")).toEqual(["trois", "deux", "un"]);
      const { body } = await caller.messages("client", id, "&page_size=2");
      expect(body.previous).toBeNull();
      const next = new URL(body.next ?? "");
      expect(next.searchParams.get("page")).toBe("2");
      expect(next.searchParams.get("chat_room_id")).toBe(id);
      expect((await texts("&page_size=2&page=2"))[0]).toBe("un");
      const last = Math.ceil(body.count / 2);
      expect(await texts(`&page_size=2&page=${last}&ordering=created_at`)).toContain("trois");
      expect((await caller.messages("client", id, `&page_size=2&page=${last + 1}`)).status).toBe(
        404,
      );
      const without = await caller.get<Problem>("client", messages);
      expect(without.status).toBe(400);
      expect(without.body.errors).toHaveProperty("chat_room_id");
    });

    test("L2.5: named messages are read, with those before them, and when is told", async () => {
      const { id } = await caller.room();
      await mark({ chat_room_id: id });
      const ids: string[] = [];
      for (const text of ["un", "deux", "trois"]) {
        ids.push((await caller.say("driver", id, text)).body.id);
      }
      const { status, body } = await mark({ message_ids: ids.slice(0, 2) });
      expect(status).toBe(200);
      expect(body).toEqual({
        success: true,
        count: 2,
        message: "2 message(s) marqué(s) comme lu(s)",
      });
      const [third, second] = (await caller.messages("driver", id)).body.results;
      expect(third).toMatchObject({ text: "trois", is_read: false, read_at: null });
      expect(second?.is_read).toBe(true);
      expect(second?.read_at).toMatch(/^\d{4}-.*Z$/);
      expect((await mark({ message_ids: ids.slice(0, 2) })).body.count).toBe(0);
    });

    test("L2.6: all of a room is read at once; without either field 400", async () => {
      const { id } = await caller.room();
      await mark({ chat_room_id: id });
      for (const text of ["un", "deux", "trois", "quatre", "cinq"]) {
        await caller.say("driver", id, text);
      }
      expect((await mark({ chat_room_id: id })).body).toEqual({
        success: true,
        count: 5,
        message: "5 message(s) marqué(s) comme lu(s)",
      });
      const nothing = await mark({});
      expect(nothing.status).toBe(400);
      expect(nothing.body.errors).toHaveProperty("chat_room_id");
    });

    test("L2.7: the same client_id twice is one message, with another text 409", async () => {
      const { id } = await caller.room();
      for (const content of [
        { message_type: "text", text: "Une fois" },
        { message_type: "image", image_url: "https://cloudinary.example/une.jpg" },
        { message_type: "location", latitude: 5.3, longitude: -4 },
      ]) {
        const body = { chat_room_id: id, client_id: randomUUID(), ...content };
        const first = await send(body);
        expect(first.status).toBe(201);
        const again = await send(body);
        expect(again.body).toEqual(first.body);
        const other = { ...body, message_type: "text", text: "Autre" };
        expect((await send(other)).status).toBe(409);
      }
    });

    test("L2.8: wrong fields are 400 and named, and nothing is written", async () => {
      const { id } = await caller.room();
      const count = async () => (await caller.messages("driver", id)).body.count;
      const before = await count();
      for (const [field, body] of [
        ["chat_room_id", { message_type: "text", text: "x" }],
        ["chat_room_id", { chat_room_id: 4, text: "x" }],
        ["message_type", { chat_room_id: id, message_type: "video", text: "x" }],
        ["text", { chat_room_id: id, message_type: "text" }],
        ["text", { chat_room_id: id, text: "   " }],
        ["text", { chat_room_id: id, text: "x".repeat(4_001) }],
        ["text", { chat_room_id: id, text: ["x"] }],
      ] as const) {
        const refused = await send(body);
        expect(refused.status).toBe(400);
        expect(refused.body.errors).toHaveProperty(field);
      }
      // The machine alone writes as the system.
      expect((await send({ chat_room_id: id, message_type: "system", text: "x" })).status).toBe(
        403,
      );
      // What a client says of itself must be true.
      const lie = { chat_room_id: id, text: "x", sender_id: await caller.idOf("client") };
      expect((await send(lie)).status).toBe(403);
      expect(await count()).toBe(before);
    });

    test("L2.9: 401 without a token, 403 for a stranger of the organization, 404 for a neighbour", async () => {
      const { id } = await caller.room();
      const sent = await caller.say("driver", id, "Entre nous");
      const body = { chat_room_id: id, message_type: "text", text: "x" };
      expect((await caller.call(undefined, "POST", messages, body)).status).toBe(401);
      expect((await caller.say("merchant", id, "x")).status).toBe(403);
      expect((await caller.say("outsider", id, "x")).status).toBe(404);
      expect((await caller.messages("merchant", id)).status).toBe(403);
      expect((await caller.messages("outsider", id)).status).toBe(404);
      expect((await mark({ chat_room_id: id }, "merchant")).status).toBe(403);
      // By its id alone, a message of others is not there.
      expect((await mark({ message_ids: [sent.body.id] }, "merchant")).status).toBe(404);
    });
  });
}
