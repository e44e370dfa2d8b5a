import { type Actor, type Core, openOrFind, openRoom, sendMessage } from "@relais/core";
import {
  djangoRefusals as refusals,
  type Operation,
  refuseOtherKind,
  takeSend,
} from "@relais/dialect";
import { checkText, id } from "@relais/protocol";
import { z } from "zod";
import { wireRoomDetail } from "../to-wire/room.ts";
import { kinds, tags } from "../words.ts";
import { describeRoom } from "./describe-room.ts";

const opening = z.object({
  other_user_id: id,
  delivery_id: z.nullish(id),
  /** Whom the room is with says which it is; the word itself must be one of the two. */
  room_type: z.enum(["delivery", "support"]).default("delivery"),
  /** Written when the room is new. */
  initial_message: z.nullish(z.string().refine((text) => text.trim() === "" || checkText(text).ok)),
});

/** `POST rooms/`: the room of a driver with one other person, of a delivery or of none. */
export const createRoom: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/chat/rooms",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Open a room: 201 for the first who asks, 200 for the rest",
        body: opening,
        response: { 200: wireRoomDetail, 201: wireRoomDetail, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { other_user_id, delivery_id, initial_message } = request.body;
      const [delivery] = kinds;
      if (delivery_id != null) await refuseOtherKind(services, actor, delivery, delivery_id);
      const { conversation_id, created } =
        delivery_id == null
          ? await talkWith(core, actor, other_user_id)
          : await roomOf(core, actor, delivery_id, other_user_id);
      if (created && initial_message != null && initial_message.trim() !== "") {
        takeSend(services, actor);
        await sendMessage(core, actor, { conversation_id, text: initial_message, client_id: null });
      }
      return reply
        .code(created ? 201 : 200)
        .send(await describeRoom(services, request, actor, conversation_id));
    },
  );
};

type Opened = { readonly conversation_id: string; readonly created: boolean };

async function roomOf(core: Core, actor: Actor, caseId: string, otherId: string): Promise<Opened> {
  const { room, created } = await openRoom(core, actor, caseId, otherId);
  return { conversation_id: room.conversation_id, created };
}

/** Outside of any delivery: whoever of the two is the driver, they are its driver. */
async function talkWith(core: Core, actor: Actor, otherId: string): Promise<Opened> {
  const [, talk] = kinds;
  const opened = await openOrFind(core, actor, {
    kind: talk,
    title: "Conversation",
    description: "",
    ...(actor.role === "worker" ? { customer_id: otherId } : { assignee_id: otherId }),
  });
  const { conversation_id } = opened.case;
  if (conversation_id === null) throw new Error(`a ${talk} begins with its conversation`);
  return { conversation_id, created: opened.created };
}
