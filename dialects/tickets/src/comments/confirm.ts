import { type Actor, confirmStep, findStep, openConversation, RefusedError } from "@relais/core";
import {
  byId,
  checkOwnWords,
  type DialectServices,
  djangoRefusals,
  type Form,
  type FormFile,
  formOf,
  formShape,
  type Operation,
  readFields,
  takeSend,
  uploadAll,
} from "@relais/dialect";
import { clientId } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { wireComment } from "../to-wire/comment.ts";
import { kind, resultats, resultOf, roles, tags } from "../words.ts";
import { readBack } from "./read-back.ts";

const confirmation = z.object({
  message: z.nullish(z.string()),
  resultat: z.nullish(z.enum(resultats)),
  client_id: z.optional(clientId),
});

/** `POST comments/{id}/confirm/`: how a step went; as a form with a `photo` that shows it. */
export const confirmComment: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/comments/:id/confirm",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Say how a step went, as JSON or as a form with a photo (the ticket's employee)",
        consumes: ["application/json", "multipart/form-data"],
        params: byId,
        body: formShape(confirmation, { photo: {} }),
        response: { 200: wireComment, ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { conversation_id, step_id } = await findStep(core, actor, request.params.id);
      const ticket_id = await ticketOf(services, actor, conversation_id);
      const { given, files } = await jsonOrForm(services, request);
      takeSend(services, actor);
      const attachments = await uploadAll(core, actor, conversation_id, files);
      const answered = await confirmStep(core, actor, {
        conversation_id,
        step_id,
        result: resultOf[given.resultat ?? "fait"],
        ...(given.message != null && { words: given.message }),
        ...(attachments.length > 0 && { attachments }),
        client_id: given.client_id ?? null,
      });
      const talk = { ticket_id, conversation_id };
      return readBack(services, request, actor, talk, answered.message);
    },
  );
};

/** The ticket of which a conversation is. Refuses: not_found, where it is none of a ticket. */
async function ticketOf(
  { core }: DialectServices,
  actor: Actor,
  conversation_id: string,
): Promise<string> {
  const { case: theCase } = await openConversation(core, actor, conversation_id);
  if (theCase.kind !== kind) throw new RefusedError("not_found");
  return theCase.id;
}

type Given = { given: z.infer<typeof confirmation>; files: readonly FormFile[] };

async function jsonOrForm(
  { core, actorOf }: DialectServices,
  request: FastifyRequest,
): Promise<Given> {
  if (!request.isMultipart()) {
    return { given: readFields(confirmation, request.body ?? {}), files: [] };
  }
  const { fields, files }: Form = await formOf(core, request);
  checkOwnWords(actorOf(request), fields, roles);
  return { given: readFields(confirmation, fields), files };
}
