import { atMost, type ConversationEvent, type EventsPage, limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { readableRoster } from "./policy.ts";

/**
 * What happened in a conversation after a position, in order, a page at a time.
 *
 * Refuses: not_found, forbidden, cursor_ahead.
 */
export async function listEvents(
  core: Core,
  actor: Actor,
  conversationId: string,
  after: number,
): Promise<EventsPage> {
  await readableRoster(core, actor, conversationId);
  const { head, events } = await core.journal.reader.after(actor, conversationId, after);
  if (after > head) throw new RefusedError("cursor_ahead", { fields: { after: atMost(head) } });
  const page = events.slice(0, limits.catchUpEvents);
  return {
    events: page.map(({ json }) => JSON.parse(json) as ConversationEvent),
    seq: head,
    has_more: events.length > page.length,
  };
}
