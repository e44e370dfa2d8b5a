import {
  type Actor,
  type Core,
  RefusedError,
  sendMessage,
  sendPicture,
  sendPosition,
} from "@relais/core";
import { djangoRefusals as refusals, type Operation, takeSend } from "@relais/dialect";
import type { Sent } from "@relais/protocol";
import { wireMessage } from "../to-wire/message.ts";
import { tags, usualAccuracy } from "../words.ts";
import { pictureSource, type Writing, writing } from "./from-wire.ts";
import { readBack } from "./read-messages.ts";

/** `POST messages/`: a text, a picture by its address, or where one is. */
export const sendChatMessage: Operation = (app, services) => {
  const { core, signedIn, actorOf, originOf } = services;
  app.post(
    "/chat/messages",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Write a text, a picture by its address, or where one is",
        body: writing,
        response: { 201: wireMessage, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      takeSend(services, actor);
      const { number } = await send(core, actor, request.body, originOf(request));
      const conversation_id = request.body.chat_room_id;
      return reply
        .code(201)
        .send(await readBack(services, request, actor, { conversation_id, number }));
    },
  );
};

function send(core: Core, actor: Actor, body: Writing, origin: string): Promise<Sent> {
  const { chat_room_id: conversation_id, text, latitude, longitude, client_id = null } = body;
  switch (body.message_type) {
    case "text":
      return sendMessage(core, actor, { conversation_id, text, client_id });
    case "image": {
      const source = pictureSource(body.image_url ?? "", origin);
      return "file" in source
        ? sendMessage(core, actor, { conversation_id, text, client_id, attachments: [source.file] })
        : sendPicture(core, actor, { conversation_id, words: text, client_id, ...source });
    }
    case "location":
      return sendPosition(core, actor, {
        conversation_id,
        latitude: latitude ?? 0,
        longitude: longitude ?? 0,
        accuracy_m: usualAccuracy,
        words: text,
        client_id,
      });
    case "system":
      throw new RefusedError("forbidden");
  }
}
