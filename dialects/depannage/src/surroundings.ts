import { type Actor, type Core, fileAddresses, readableRoster } from "@relais/core";
import type { Language, Message, Receipt } from "@relais/protocol";
import type { Surroundings } from "./to-wire/message.ts";

/** What messages of one conversation are read with, for one caller: people, sentences, addresses of files. */
export async function surroundingsOf(
  core: Core,
  actor: Actor,
  conversation_id: string,
  messages: readonly Message[],
  given: { receipts: Readonly<Record<string, Receipt>>; language: Language; origin: string },
): Promise<Surroundings> {
  const roster = await readableRoster(core, actor, conversation_id);
  const ids = messages.flatMap(({ attachments = [] }) => attachments.map(({ id }) => id));
  const found = ids.length === 0 ? [] : await fileAddresses(core, actor, conversation_id, ids);
  const addresses = new Map(found.map(({ id, address }) => [id, given.origin + address]));
  return {
    conversation_id,
    people: roster.members,
    receipts: given.receipts,
    language: given.language,
    kindOf: (name) => core.kinds.get(name),
    addressOf: (id) => addresses.get(id) ?? "",
  };
}
