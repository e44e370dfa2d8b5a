import {
  type Actor,
  advanceReceipt,
  type Core,
  findPair,
  locateMessages,
  openConversation,
  RefusedError,
} from "@relais/core";
import type { Operation } from "@relais/dialect";
import { id } from "@relais/protocol";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { pairKind, tags } from "../words.ts";

const what = z
  .object({ senderId: z.optional(id), messageIds: z.optional(z.array(id).min(1).max(200)) })
  .refine(({ senderId, messageIds }) => (senderId === undefined) !== (messageIds === undefined), {
    path: ["senderId"],
  });

/** `PUT /api/messages/read`: all that somebody wrote, or messages by their ids and what is before them. */
export const markMessagesRead: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.put(
    "/api/messages/read",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "What somebody wrote is read",
        body: what,
        response: { 200: z.object({ success: z.literal(true), count: z.number() }), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { senderId, messageIds = [] } = request.body;
      const count =
        senderId === undefined
          ? await readNamed(core, actor, messageIds)
          : await readAllOf(core, actor, senderId);
      return { success: true as const, count };
    },
  );
};

/** How many were unread. Refuses: not_found, forbidden. */
export async function readAllOf(core: Core, actor: Actor, personId: string): Promise<number> {
  const { conversation_id } = await findPair(core, actor, pairKind, personId);
  return conversation_id === null ? 0 : readUpTo(core, actor, conversation_id, Infinity);
}

async function readNamed(core: Core, actor: Actor, ids: readonly string[]): Promise<number> {
  const places = await locateMessages(core, actor, ids);
  if (places.length === 0) throw new RefusedError("message_not_found");
  const newest = new Map<string, number>();
  for (const { conversation_id, number } of places) {
    newest.set(conversation_id, Math.max(newest.get(conversation_id) ?? 0, number));
  }
  let count = 0;
  for (const [conversation, number] of newest) {
    count += await readUpTo(core, actor, conversation, number);
  }
  return count;
}

async function readUpTo(
  core: Core,
  actor: Actor,
  conversation_id: string,
  upTo: number,
): Promise<number> {
  const before = await openConversation(core, actor, conversation_id);
  const read = Math.min(upTo, before.last_number);
  if (read === 0) return 0;
  await advanceReceipt(core, actor, { conversation_id, read });
  if (read === before.last_number) return before.unread;
  const after = await openConversation(core, actor, conversation_id);
  return before.unread - after.unread;
}
