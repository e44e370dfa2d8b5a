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
      const end = before === undefined ? Infinity : await numberOf(services, actor, told, before);
      const span = { from: 1, to: end - 1, appointmentId };
      if (limit !== undefined) {
        return newest(pieces(core, listenerOf(services, request), actor, told, span), limit);
      }
      // Written as it is read: a long history is never held whole.
      const text = Readable.from(
        asJson(pieces(core, listenerOf(services, request), actor, told, span)),
      );
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

type Span = {
  readonly from: number;
  readonly to: number;
  readonly appointmentId: string | undefined;
};

async function* pieces(
  core: Core,
  to: Listener,
  actor: Actor,
  told: Told,
  { from, to: end, appointmentId }: Span,
): AsyncGenerator<WireMessage[]> {
  for (let next = from; next <= end; next += piece) {
    const span = await readSpan(core, actor, told.conversation_id, {
      from: next,
      count: piece,
    });
    const messages = span.messages.filter(({ number }) => number <= end);
    if (messages.length === 0) return;
    const all = await tell(core, to, actor, told, { ...span, messages });
    yield appointmentId === undefined
      ? all
      : all.filter((one) => one.appointmentId === appointmentId);
    if (next + piece > span.last_number) return;
  }
}

async function newest(all: AsyncIterable<WireMessage[]>, limit: number): Promise<WireMessage[]> {
  let kept: WireMessage[] = [];
  for await (const some of all) kept = [...kept, ...some].slice(-limit);
  return kept;
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
