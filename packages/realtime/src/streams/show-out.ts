import type { Realm } from "../realm.ts";
import { deliverEvents } from "./deliver-events.ts";
import { followOn } from "./follow-conversation.ts";
import type { Stream, StreamEvent } from "./stream.ts";

/**
 * Tells followers what happened, up to where somebody leaves; they hear of that and, unless their role reads on, of nothing
 * after it. The journal says where, so it is the same on every server.
 */
export function deliverAndShowOut(
  realm: Realm,
  stream: Stream,
  events: readonly StreamEvent[],
): void {
  if (!events.some(({ left }) => left !== undefined)) return deliverEvents(stream, events);
  let from = 0;
  for (const [index, { left, seq }] of events.entries()) {
    if (left === undefined) continue;
    deliverEvents(stream, events.slice(from, index + 1));
    from = index + 1;
    // What is remembered here may be older, where the news came by a read.
    realm.core.rosters.forget([stream.id]);
    showOut(realm, { conversation_id: stream.id, user_id: left }, seq);
  }
  if (from < events.length) deliverEvents(stream, events.slice(from));
}

export type Leaving = { readonly conversation_id: string; readonly user_id: string };

/**
 * Whoever left is not shown as writing, or as there; their devices here follow on from `after` if they may. Without it,
 * from where the conversation stands here.
 */
export function showOut(realm: Realm, { conversation_id, user_id }: Leaving, after?: number): void {
  realm.typing.note({ conversation_id, user_id, active: false });
  realm.presence.quit(conversation_id, user_id);
  for (const connection of realm.registry.of(user_id)) {
    const stream = connection.followed.get(conversation_id);
    if (stream === undefined) continue;
    void followOn(realm, connection, conversation_id, after ?? stream.seq ?? 0);
  }
}
