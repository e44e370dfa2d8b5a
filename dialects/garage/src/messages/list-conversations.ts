import { findRooms, type Room } from "@relais/core";
import type { Operation } from "@relais/dialect";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { wireMessage } from "../to-wire/message.ts";
import { toPerson, wirePerson } from "../to-wire/person.ts";
import { pairKind, tags } from "../words.ts";
import { listenerOf } from "./listener-of.ts";
import { tell } from "./tell.ts";

const wireConversation = z.object({
  userId: z.string(),
  user: wirePerson,
  lastMessage: wireMessage,
  unreadCount: z.number(),
  /** The appointment that the newest message is about. */
  appointment: z.nullable(z.string()),
});

/** More than anybody writes with; the list has no pages. */
const most = 500;

/** `GET /api/messages/conversations`: people with at least one message between them, the newest first. */
export const listConversations: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/api/messages/conversations",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The people whom the caller writes with, the newest message first",
        response: { 200: z.array(wireConversation), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { rooms } = await findRooms(core, actor, {
        kinds: [pairKind],
        archived: true,
        order: { by: "last_message", newest: true },
        from: 0,
        count: most,
      });
      const described = rooms.map(async (room: Room) => {
        const { last, worker, other, conversation_id, unread } = room;
        if (last === null || worker === null) return [];
        const told = { conversation_id, customer: other, worker };
        const [lastMessage] = await tell(core, listenerOf(services, request), actor, told, {
          messages: [last],
          receipts: {},
        });
        if (lastMessage === undefined) return [];
        const person = actor.id === other.id ? worker : other;
        return {
          userId: person.id,
          user: toPerson(person),
          lastMessage,
          unreadCount: unread,
          appointment: lastMessage.appointmentId,
        };
      });
      return (await Promise.all(described)).flat();
    },
  );
};
