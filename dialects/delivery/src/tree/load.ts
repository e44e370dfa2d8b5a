import { type Actor, addressOfFile, type Core, readRoom, readSpan, readTimes } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { Language } from "@relais/protocol";
import { held, type Words } from "./projection.ts";
import { type Fresh, Tree } from "./tree.ts";

type Services = Pick<DialectServices, "core" | "realtime">;

/** How texts and addresses of the tree are said to this caller's kind of listener. */
export type Manner = { readonly language: Language; readonly origin: string };

/** A room as it stands now. Refuses: not_found, forbidden. */
export async function readFresh(
  { core, realtime }: Services,
  actor: Actor,
  roomId: string,
): Promise<Fresh> {
  const room = await readRoom(core, actor, roomId);
  const last = room.last?.number ?? 0;
  const from = Math.max(1, last - held + 1);
  // What came in between is held as well: it is dropped where it is more than what the tree holds.
  const { messages } = await readSpan(core, actor, roomId, { from, count: 2 * held });
  const times = await readTimes(core, actor, roomId, { from, to: from + 2 * held });
  return {
    room,
    messages: messages.map((message) => ({ message, readAt: times.get(message.number) ?? null })),
    typing: realtime.typingIn(roomId),
    now: core.now().toISOString(),
  };
}

export function wordsFor(
  core: Core,
  { organization_id }: Pick<Actor, "organization_id">,
  { language, origin }: Manner,
): Words {
  return {
    language,
    kindOf: (name) => core.kinds.get(name),
    addressOf: (id) => origin + addressOfFile(core, { organization_id, id }),
  };
}

/** The same as a tree that nobody shares. */
export async function readTree(
  services: Services,
  actor: Actor,
  roomId: string,
  manner: Manner,
): Promise<Tree> {
  const fresh = await readFresh(services, actor, roomId);
  return new Tree(wordsFor(services.core, actor, manner), fresh);
}
