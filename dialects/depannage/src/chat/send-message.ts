import { sendMessage } from "@relais/core";
import {
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
import { clientId, id } from "@relais/protocol";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { wireMessage } from "../to-wire/message.ts";
import { roles, tags } from "../words.ts";
import { readBack } from "./read-back.ts";

const text = z.object({
  conversation: id,
  content: z.string(),
  client_id: z.optional(clientId),
});
/** The same as a form: with files the text may be missing. */
const form = text.extend({ content: z.string().default("") });
/** `POST chat/messages/`: as JSON, or as a form with `files`. */
export const sendChatMessage: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/chat/messages",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Write a message, as JSON or as a form with files",
        consumes: ["application/json", "multipart/form-data"],
        body: formShape(text, { files: { many: true } }),
        response: { 201: wireMessage, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { given, files } = await jsonOrForm(services, request);
      const { conversation: conversation_id, content, client_id = null } = given;
      takeSend(services, actor);
      const attachments = await uploadAll(core, actor, conversation_id, files);
      const sent = await sendMessage(core, actor, {
        conversation_id,
        text: content,
        client_id,
        ...(attachments.length > 0 && { attachments }),
      });
      return reply
        .code(201)
        .send(await readBack(services, request, actor, { conversation_id, number: sent.number }));
    },
  );
};

async function jsonOrForm({ core, actorOf }: DialectServices, request: FastifyRequest) {
  if (!request.isMultipart()) return { given: readFields(text, request.body), files: [] };
  const { fields, files } = await formOf(core, request);
  checkOwnWords(actorOf(request), fields, roles);
  return { given: readFields(files.length > 0 ? form : text, fields), files };
}
