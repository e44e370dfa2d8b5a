import { advanceReceipt, type Actor, openConversation } from "@relais/core";
import {
  byId,
  type DialectServices,
  djangoRefusals as refusals,
  type Operation,
} from "@relais/dialect";
import { z } from "zod";
import { tags } from "../words.ts";
import { readTold } from "./read-told.ts";

/** `POST conversations/{id}/read`. */
export const markRead: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.post(
    "/conversations/:id/read",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "Everything in it is read, the internal messages too",
        params: byId,
        response: { 200: z.object({ success: z.literal(true), count: z.number() }), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { talk } = await readTold(services, actor, request.params.id);
      const { count, internal_id } = await readAll(services, actor, talk.conversation_id);
      const inside =
        internal_id === undefined ? 0 : (await readAll(services, actor, internal_id)).count;
      return { success: true as const, count: count + inside };
    },
  );
};

/** Who reads without taking part leaves no trace. */
async function readAll(
  { core }: DialectServices,
  actor: Actor,
  conversation_id: string,
): Promise<{ count: number; internal_id: string | undefined }> {
  const state = await openConversation(core, actor, conversation_id);
  const { unread, last_number, participants, internal_id } = state;
  const takesPart = participants.some(({ id }) => id === actor.id);
  if (!takesPart) return { count: 0, internal_id };
  if (last_number > 0) await advanceReceipt(core, actor, { conversation_id, read: last_number });
  return { count: unread, internal_id };
}
