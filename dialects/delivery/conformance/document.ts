import { describe, expect, test } from "vitest";
import { type Caller, chat, type Message, type Page, type Room } from "./caller.ts";

const keys = (value: unknown): string[] => Object.keys(value as object).toSorted();

const user = ["id", "full_name", "phone_number", "user_type", "profile_photo_url", "role"];
const listed =
  "id room_type other_participant delivery_info last_message_text last_message_at unread_count is_archived created_at".split(
    " ",
  );

/** The document of this API, from top to bottom: its examples with the bodies that it gives. */
export function documentRules(caller: Caller): void {
  describe("The document", () => {
    test("L9.1: a room is opened with the first words, found, read, put away and brought back", async () => {
      const delivery_id = (await caller.delivery()).id;
      const other_user_id = await caller.idOf("client");
      const opened = await caller.post<Room>("driver", `${chat}rooms/`, {
        other_user_id,
        delivery_id,
        room_type: "delivery",
        initial_message: "Bonjour, je suis votre livreur",
      });
      expect([200, 201]).toContain(opened.status);
      const { id } = opened.body;
      const list = await caller.get<Page<Room>>(
        "driver",
        `${chat}rooms/?ordering=-last_message_at`,
      );
      expect(keys(list.body)).toEqual(["count", "next", "previous", "results"]);
      const found = list.body.results.find((one) => one.id === id);
      expect(keys(found)).toEqual(listed.toSorted());
      expect(keys(found?.other_participant)).toEqual(user.toSorted());
      expect(keys(found?.delivery_info)).toEqual(
        expect.arrayContaining(["id", "tracking_number", "pickup_address", "delivery_address"]),
      );
      const one = await caller.get<Room>("driver", `${chat}rooms/${id}/`);
      expect(keys(one.body)).toEqual(
        [...listed, "driver", "is_active", "firebase_path"].toSorted(),
      );
      expect(one.body.firebase_path).toBe(`/chats/${id}`);

      const read = await caller.post("client", `${chat}rooms/${id}/mark_as_read/`);
      expect(read.body).toEqual({ success: true, message: "Conversation marquée comme lue" });
      for (const archive of [true, false]) {
        const put = await caller.post("driver", `${chat}rooms/${id}/archive/`, { archive });
        expect(put.status).toBe(200);
        const { body } = await caller.get<Room>("driver", `${chat}rooms/${id}/`);
        expect(body.is_archived).toBe(archive);
      }
      const unread = await caller.get("client", `${chat}rooms/unread_count/`);
      expect(unread.body).toEqual({ unread_count: expect.any(Number) });
    });

    test("L9.2: a text, a picture and a place are sent with the bodies of its examples, and marked as read", async () => {
      const { id: chat_room_id } = await caller.room();
      await caller.post("client", `${chat}messages/mark_as_read/`, { chat_room_id });
      const bodies = [
        { chat_room_id, message_type: "text", text: "Votre message ici" },
        {
          chat_room_id,
          message_type: "image",
          text: "Voici la photo",
          image_url: "https://cloudinary.com/demo/photo.jpg",
        },
        {
          chat_room_id,
          message_type: "location",
          text: "Je suis ici",
          latitude: 5.345317,
          longitude: -4.024429,
        },
        { chat_room_id, message_type: "text", text: "J'arrive dans 5 minutes" },
      ];
      const message_ids: string[] = [];
      for (const body of bodies) {
        const sent = await caller.post<Message>("driver", `${chat}messages/`, body);
        const { chat_room_id: chat_room, ...rest } = body;
        expect(sent).toMatchObject({ status: 201, body: { chat_room, ...rest } });
        message_ids.push(sent.body.id);
      }
      const history = await caller.get<Page<Message>>(
        "client",
        `${chat}messages/?chat_room_id=${chat_room_id}`,
      );
      expect(keys(history.body.results[0])).toEqual(
        "id chat_room sender message_type text image_url latitude longitude is_read read_at created_at client_id"
          .split(" ")
          .toSorted(),
      );
      expect(history.body.results.slice(0, 4).map(({ id }) => id)).toEqual(
        message_ids.toReversed(),
      );
      const mark = (body: object) => caller.post("client", `${chat}messages/mark_as_read/`, body);
      expect((await mark({ message_ids: message_ids.slice(0, 3) })).body).toEqual({
        success: true,
        count: 3,
        message: "3 message(s) marqué(s) comme lu(s)",
      });
      expect((await mark({ chat_room_id })).body).toEqual({
        success: true,
        count: 1,
        message: "1 message(s) marqué(s) comme lu(s)",
      });
    });

    test("L9.3: the tree has the documented structure", async () => {
      const { id } = await caller.room();
      const place = { message_type: "location", text: "Ici", latitude: 5.34, longitude: -4.02 };
      const sent = await caller.post<Message>("driver", `${chat}messages/`, {
        chat_room_id: id,
        ...place,
      });
      await caller.post("client", `${chat}messages/mark_as_read/`, { chat_room_id: id });
      const me = await caller.idOf("driver");
      const typing = `/chats/${id}/typing/${me}.json`;
      await caller.call("driver", "PUT", typing, { timestamp: "2025-01-15T14:30:15Z" });
      type Tree = Record<"metadata" | "messages" | "typing", Record<string, object>>;
      const { body } = await caller.get<Tree>("client", `/chats/${id}.json`);
      expect(keys(body)).toEqual(["messages", "metadata", "typing"]);
      expect(keys(body.metadata)).toEqual(
        "id room_type driver_id other_user_id delivery_id created_at is_active last_message_text last_message_at last_message_sender_id"
          .split(" ")
          .toSorted(),
      );
      expect(keys(body.messages[sent.body.id])).toEqual(
        "id sender_id message_type text image_url latitude longitude timestamp is_read read_at"
          .split(" ")
          .toSorted(),
      );
      expect(keys(body.typing[me])).toEqual(["timestamp"]);
      await caller.call("driver", "DELETE", typing);
    });
  });
}
