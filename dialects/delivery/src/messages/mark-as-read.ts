import {
  type Actor,
  advanceReceipt,
  type Core,
  locateMessages,
  openConversation,
  RefusedError,
} from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { id } from "@relais/protocol";
import { z } from "zod";
import { sentences, tags } from "../words.ts";

const which = z
  .object({
    message_ids: z.optional(z.array(id).min(1).max(200)),
    chat_room_id: z.optional(id),
  })
  .superRefine(({ message_ids, chat_room_id }, context) => {
    if (message_ids !== undefined || chat_room_id !== undefined) return;
    context.addIssue({ code: "custom", path: ["chat_room_id"], message: "required" });
  });

/** `POST messages/mark_as_read/`: these messages and those before them, or all of a room. */
export const markMessagesAsRead: Operation = (app, services) => {
  const { core, signedIn, actorOf, languageOf } = services;
  app.post(
    "/chat/messages/mark_as_read",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Messages are read, or all of a room",
        body: which,
        response: {
          200: z.object({ success: z.literal(true), count: z.number(), message: z.string() }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { message_ids, chat_room_id } = request.body;
      const places = await placesOf(core, actor, message_ids, chat_room_id);
      let count = 0;
      for (const [room, number] of places) count += await read(core, actor, room, number);
      const said = sentences.messagesRead[languageOf(request)];
      return { success: true as const, count, message: said.replace("{count}", String(count)) };
    },
  );
};

/** How far each room is read. Refuses: not_found, when none of the messages is one that the caller may read. */
async function placesOf(
  core: Core,
  actor: Actor,
  ids: readonly string[] | undefined,
  roomId: string | undefined,
): Promise<Map<string, number>> {
  const furthest = new Map<string, number>();
  if (roomId !== undefined && ids === undefined) return furthest.set(roomId, Infinity);
  for (const { conversation_id, number } of await locateMessages(core, actor, ids ?? [])) {
    if (roomId !== undefined && roomId !== conversation_id) continue;
    furthest.set(conversation_id, Math.max(number, furthest.get(conversation_id) ?? 0));
  }
  if (furthest.size === 0) throw new RefusedError("not_found");
  return furthest;
}

/** How many of them had not been read. */
async function read(
  core: Core,
  actor: Actor,
  conversation_id: string,
  number: number,
): Promise<number> {
  const before = await openConversation(core, actor, conversation_id);
  await advanceReceipt(core, actor, {
    conversation_id,
    read: Math.min(number, before.last_number),
  });
  if (number >= before.last_number) return before.unread;
  const after = await openConversation(core, actor, conversation_id);
  return Math.max(0, before.unread - after.unread);
}
