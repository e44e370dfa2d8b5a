import { RefusedError, sendMessage } from "@relais/core";
import {
  checkOwnWords,
  djangoRefusals as refusals,
  formOf,
  formShape,
  type Operation,
  readFields,
  takeSend,
  uploadAll,
} from "@relais/dialect";
import { clientId, id } from "@relais/protocol";
import { z } from "zod";
import { wireMessage } from "../to-wire/message.ts";
import { roles, tags } from "../words.ts";
import { readBack } from "./read-back.ts";

const spoken = z.object({
  conversation_id: id,
  duration: z.optional(z.coerce.number().min(0)),
  client_id: z.optional(clientId),
});

/** `POST chat/messages/send_voice/`: a sound as a form; its duration is measured here. */
export const sendVoice: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/chat/messages/send_voice",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Send a voice message, as a form",
        consumes: ["multipart/form-data"],
        body: formShape(spoken, { voice_file: { required: true } }),
        response: { 201: wireMessage, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      if (!request.isMultipart()) throw noVoice();
      const { fields, files } = await formOf(core, request);
      checkOwnWords(actor, fields, roles);
      const { conversation_id, client_id = null } = readFields(spoken, fields);
      const voice = files.find(({ field }) => field === "voice_file");
      if (voice === undefined) throw noVoice();
      takeSend(services, actor);
      const attachments = await uploadAll(core, actor, conversation_id, [voice], { voice: true });
      const message = { conversation_id, text: "", client_id, attachments };
      const sent = await sendMessage(core, actor, message);
      return reply
        .code(201)
        .send(await readBack(services, request, actor, { conversation_id, number: sent.number }));
    },
  );
};

function noVoice(): RefusedError {
  const voice_file = {
    fr: "Envoyez un formulaire multipart avec le son dans ce champ.",
    en: "Send a multipart form with the sound in this field.",
  };
  return new RefusedError("invalid_body", { fields: { voice_file } });
}
