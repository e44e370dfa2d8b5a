import { Readable } from "node:stream";
import {
  type Actor,
  type Core,
  findPair,
  locateMessages,
  readSpan,
  RefusedError,
} from "@relais/core";
import type { DialectServices, Operation } from "@relais/dialect";
import { id } from "@relais/protocol";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { type WireMessage, wireMessage } from "../to-wire/message.ts";
import { pairKind, tags } from "../words.ts";
import { listenerOf } from "./listener-of.ts";
import { type Listener, sidesOf, tell, type Told } from "./tell.ts";

/** Messages that are read at once; a whole history is told piece by piece. */
const piece = 100;

const asked = z.object({
  before: z.optional(id),
  limit: z.optional(z.coerce.number().int().min(1).max(piece)),
  appointmentId: z.optional(id),
});

/** `GET /api/messages/conversation/:userId`: the whole history, or the newest `limit` before a message. */
export const readConversation: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/api/messages/conversation/:userId",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Everything written with somebody, the oldest first",
        params: z.object({ userId: id }),
        querystring: asked,
        response: { 200: z.array(wireMessage), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { other, conversation_id } = await findPair(
        core,
        actor,
        pairKind,
        request.params.userId,
      );
      if (conversation_id === null) return [];
      const told = { conversation_id, ...sidesOf(core, actor, other) };
      const { before, limit, appointmentId } = request.query;
      const end = before === undefined ? undefined : await numberOf(services, actor, told, before);
      const reading = { core, to: listenerOf(services, request), actor, told, appointmentId };
      if (limit !== undefined) return newest(reading, limit, end);
      // Written as it is read: a long history is never held whole.
      const text = Readable.from(asJson(pieces(reading, end)));
      void reply.type("application/json; charset=utf-8").serializer((payload) => String(payload));
      // The schema describes what is written; a stream of it has no type of its own.
      return reply.send(text as unknown as WireMessage[]);
    },
  );
};

async function numberOf(
  { core }: DialectServices,
  actor: Actor,
  { conversation_id }: Told,
  messageId: string,
): Promise<number> {
  const [place] = await locateMessages(core, actor, [messageId]);
  if (place?.conversation_id !== conversation_id) throw new RefusedError("message_not_found");
  return place.number;
}

type Reading = {
  readonly core: Core;
  readonly to: Listener;
  readonly actor: Actor;
  readonly told: Told;
  readonly appointmentId: string | undefined;
};

/** From the first message on, up to but not including `end`. */
async function* pieces(reading: Reading, end = Infinity): AsyncGenerator<WireMessage[]> {
  for (let from = 1; from < end; from += piece) {
    const { messages, last_number } = await readPiece(reading, from, Math.min(piece, end - from));
    yield messages;
    if (from + piece > last_number) return;
  }
}

/** The newest before `end`, read backwards: a page of a long history costs no more than one of a short one. */
async function newest(reading: Reading, limit: number, end?: number): Promise<WireMessage[]> {
  const { core, actor, told } = reading;
  const newestOne = { from: "last", count: 1 } as const;
  let next = end ?? (await readSpan(core, actor, told.conversation_id, newestOne)).last_number + 1;
  let kept: WireMessage[] = [];
  while (next > 1 && kept.length < limit) {
    const count = Math.min(piece, next - 1);
    next -= count;
    kept = [...(await readPiece(reading, next, count)).messages, ...kept];
  }
  return kept.slice(-limit);
}

async function readPiece(
  { core, to, actor, told, appointmentId }: Reading,
  from: number,
  count: number,
): Promise<{ messages: WireMessage[]; last_number: number }> {
  const span = await readSpan(core, actor, told.conversation_id, { from, count });
  const all = await tell(core, to, actor, told, span);
  const messages =
    appointmentId === undefined ? all : all.filter((one) => one.appointmentId === appointmentId);
  return { messages, last_number: span.last_number };
}

async function* asJson(all: AsyncIterable<WireMessage[]>): AsyncGenerator<string> {
  let begun = false;
  for await (const some of all) {
    const text = some.map((one) => JSON.stringify(one)).join(",");
    if (text === "") continue;
    yield (begun ? "," : "[") + text;
    begun = true;
  }
  yield begun ? "]" : "[]";
}
