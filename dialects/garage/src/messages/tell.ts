import { type Actor, type Core, messageSubjects, readTimes } from "@relais/core";
import { surroundingsOf } from "@relais/dialect";
import type { Language, Message, Person, Receipt } from "@relais/protocol";
import { toMessage, type WireMessage } from "../to-wire/message.ts";
import { pairKind } from "../words.ts";

export type Told = {
  readonly conversation_id: string;
  readonly customer: Pick<Person, "id">;
  readonly worker: Pick<Person, "id">;
};

/** In which language it is told, and under which origin files are fetched. */
export type Listener = { readonly language: Language; readonly origin: string };

type Heard = {
  readonly messages: readonly Message[];
  readonly receipts: Readonly<Record<string, Receipt>>;
};

/** Messages of one conversation that follow one another, in the words of this API, for one caller. */
export async function tell(
  core: Core,
  to: Listener,
  actor: Actor,
  { conversation_id, customer, worker }: Told,
  { messages, receipts }: Heard,
): Promise<WireMessage[]> {
  const [from, last] = [messages[0]?.number, messages.at(-1)?.number];
  if (from === undefined || last === undefined) return [];
  const span = { from, to: last };
  const [around, subjects, times] = await Promise.all([
    surroundingsOf(core, actor, conversation_id, messages, {
      receipts,
      ...to,
    }),
    messageSubjects(core, actor, conversation_id, span),
    readTimes(core, actor, conversation_id, span),
  ]);
  const pair = {
    ...around,
    customer_id: customer.id,
    worker_id: worker.id,
    subjects,
    readTimes: times,
  };
  return messages.map((message) => toMessage(message, pair));
}

/** Who of the two is served, and who serves. */
export function sidesOf(core: Core, actor: Actor, other: Person): Omit<Told, "conversation_id"> {
  const isServed = core.kinds.get(pairKind)?.customer_roles.includes(actor.role) ?? false;
  return isServed ? { customer: actor, worker: other } : { customer: other, worker: actor };
}
