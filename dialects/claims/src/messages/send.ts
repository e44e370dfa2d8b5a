import {
  type Actor,
  readTalkMessage,
  readWholeTalk,
  RefusedError,
  sendMessage,
} from "@relais/core";
import {
  byId,
  checkOwnWords,
  type DialectServices,
  djangoRefusals as refusals,
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
import { readTold } from "../conversations/read-told.ts";
import { type WireMessage, wireMessage } from "../to-wire/message.ts";
import { sides, tags } from "../words.ts";
import { tellMessages } from "./tell-messages.ts";

const text = z.object({
  content: z.string(),
  is_internal: z.nullish(z.boolean()),
  message_type: z.nullish(z.enum(["text", "file", "image"])),
  client_id: z.nullish(clientId),
});
/** The same as a form: with files the text may be missing, and everything is written as text. */
const form = text.extend({
  content: z.string().default(""),
  is_internal: z
    .enum(["true", "false"])
    .optional()
    .transform((said) => said === "true"),
});

/** `POST conversations/{id}/messages`: as JSON, or as a form with `files`. */
export const sendNewMessage: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/conversations/:id/messages",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "Write a message, as JSON or as a form with files; an internal one (support team)",
        consumes: ["application/json", "multipart/form-data"],
        params: byId,
        body: formShape(text, { files: { many: true } }),
        response: { 201: wireMessage, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { given, files } = await jsonOrForm(services, request);
      const { content, client_id = null } = given;
      const internal = given.is_internal === true;
      const { talk } = await readTold(services, actor, request.params.id);
      const room = internal
        ? await internalOf(services, actor, talk.conversation_id)
        : talk.conversation_id;
      takeSend(services, actor);
      const attachments = await uploadAll(core, actor, room, files);
      const { number } = await sendMessage(core, actor, {
        conversation_id: room,
        text: content,
        client_id,
        ...(attachments.length > 0 && { attachments }),
      });
      const sent = { number, internal };
      return reply
        .code(201)
        .send(await readBack(services, request, actor, talk.conversation_id, sent));
    },
  );
};

async function jsonOrForm({ core, actorOf }: DialectServices, request: FastifyRequest) {
  if (!request.isMultipart()) return { given: readFields(text, request.body), files: [] };
  const { fields, files } = await formOf(core, request);
  checkOwnWords(actorOf(request), fields, sides);
  return {
    given: readFields(files.length > 0 ? form : form.extend({ content: z.string() }), fields),
    files,
  };
}

/** Where the team writes among themselves. Refuses: forbidden to a customer. */
async function internalOf(
  { core }: DialectServices,
  actor: Actor,
  conversationId: string,
): Promise<string> {
  const { internal_id } = await readWholeTalk(core, actor, conversationId, { from: 1, count: 1 });
  if (internal_id === null) throw new RefusedError("forbidden");
  return internal_id;
}

/** The message that was just written, as everybody reads it. */
async function readBack(
  services: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  conversationId: string,
  sent: { readonly number: number; readonly internal: boolean },
): Promise<WireMessage> {
  const span = await readTalkMessage(services.core, actor, conversationId, sent);
  const [message] = await tellMessages(services, request, actor, conversationId, span);
  if (message === undefined) throw new RefusedError("not_found");
  return message;
}
