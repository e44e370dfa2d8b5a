import { type Actor, endGuidance, leaveGuidance, RefusedError } from "@relais/core";
import { byId, type DialectServices, djangoRefusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { describeComment, newestNote } from "../comments/read-back.ts";
import { readTalk } from "../read-ticket.ts";
import { wireComment } from "../to-wire/comment.ts";
import { tags } from "../words.ts";

const ending = z.nullish(
  z.object({ message: z.nullish(z.string()), resolu: z.nullish(z.boolean()) }),
);
type Ending = { conversation_id: string; message: string | undefined; resolu: boolean };

/** `POST tickets/{id}/guidance/end/`: by a technician, or, without a word on the outcome, by the employee. */
export const endTicketGuidance: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.post(
    "/tickets/:id/guidance/end",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "End the guidance under way; `resolu` resolves the ticket as well (technicians)",
        params: byId,
        body: ending,
        response: {
          200: z.object({
            ticket: z.string(),
            guidage_actif: z.literal(false),
            comment: wireComment,
          }),
          ...djangoRefusals,
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const ticket_id = request.params.id;
      const { theCase, conversation_id } = await readTalk(services, actor, ticket_id);
      const { message, resolu } = request.body ?? {};
      await end(services, actor, theCase.customer.id === actor.id, {
        conversation_id,
        message: message ?? undefined,
        resolu: resolu ?? false,
      });
      const talk = { ticket_id, conversation_id };
      const ended = await newestNote(services, actor, talk, [
        "solved",
        "stopped",
        "left",
        "closed",
      ]);
      if (ended === undefined) throw new RefusedError("not_found");
      const comment = await describeComment(services, request, actor, talk, ended);
      return { ticket: ticket_id, guidage_actif: false as const, comment };
    },
  );
};

async function end(
  { core }: DialectServices,
  actor: Actor,
  isGuided: boolean,
  { conversation_id, message: words, resolu }: Ending,
): Promise<void> {
  if (!isGuided) {
    const outcome = { solved: resolu, resolve: resolu };
    await endGuidance(core, actor, { conversation_id, words, ...outcome });
    return;
  }
  // Whether the problem is solved is not theirs to say.
  if (resolu) throw new RefusedError("forbidden");
  await leaveGuidance(core, actor, { conversation_id, words });
}
