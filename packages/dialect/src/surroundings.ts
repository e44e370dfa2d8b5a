import { type Actor, type Core, fileAddresses, listFormer, readableRoster } from "@relais/core";
import type { Language, Message, Person, Receipt } from "@relais/protocol";
import type { SpokenKind } from "./system-sentence.ts";

/** What messages of a conversation are read with, to say them in the words of a documented API. */
export type Surroundings = {
  readonly conversation_id: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly receipts: Readonly<Record<string, Receipt>>;
  readonly language: Language;
  readonly kindOf: (name: string) => SpokenKind | undefined;
  /** Where a file can be fetched, for a while, by whoever has the address. */
  readonly addressOf: (attachmentId: string) => string;
};

/** The same of messages of one conversation for one caller: people, sentences, addresses of files. */
export async function surroundingsOf(
  core: Core,
  actor: Actor,
  conversation_id: string,
  messages: readonly Message[],
  given: { receipts: Readonly<Record<string, Receipt>>; language: Language; origin: string },
): Promise<Surroundings> {
  const roster = await readableRoster(core, actor, conversation_id);
  const isHere = ({ sender_id }: Message) => sender_id === null || roster.members.has(sender_id);
  const former = messages.every(isHere) ? [] : await listFormer(core, actor, conversation_id);
  const ids = messages.flatMap(({ attachments = [] }) => attachments.map(({ id }) => id));
  const found = ids.length === 0 ? [] : await fileAddresses(core, actor, conversation_id, ids);
  const addresses = new Map(found.map(({ id, address }) => [id, given.origin + address]));
  return {
    conversation_id,
    people: new Map([...former.map((one) => [one.id, one] as const), ...roster.members]),
    receipts: given.receipts,
    language: given.language,
    kindOf: (name) => core.kinds.get(name),
    addressOf: (id) => addresses.get(id) ?? "",
  };
}
