import {
  type Actor,
  type CaughtUp,
  readConversation,
  RefusedError,
  readableRoster,
} from "@relais/core";
import { atMost, limits, type Standing } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import { tellUntold } from "../connections/tell-counters.ts";
import { refuseFor } from "../handlers/refuse.ts";
import type { Realm } from "../realm.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { StreamEvent } from "./stream.ts";

/**
 * P3: brings a connection from its position to the head of a conversation, then joins it to the live
 * stream, without a gap and without a duplicate. Further behind than a catch-up replays, or without a
 * position, it receives a fresh snapshot. Catch-up and joining happen in one turn: what is committed
 * in between makes the loop read again.
 *
 * Refuses: not_found, forbidden, cursor_ahead, journal_changed, too_many_subscriptions.
 */
export function followConversation(
  realm: Realm,
  connection: Connection,
  standing: Standing,
  ref?: number,
): Promise<void> {
  return connection.inOrder(standing.conversation_id, () =>
    follow(realm, connection, standing, ref),
  );
}

/** Stops following. What was asked before is done first, so that every request is answered in turn. */
export function unfollowConversation(
  realm: Realm,
  connection: Connection,
  conversationId: string,
  ref: number,
): Promise<void> {
  return connection.inOrder(conversationId, async () => {
    leave(realm, connection, conversationId);
    connection.send({ type: "ack", ref });
    tellUntold(connection, conversationId);
  });
}

/**
 * Asks anew whether a connection may follow what it follows: it goes on where it stood, unheard, or is refused.
 */
export async function followOn(
  realm: Realm,
  connection: Connection,
  conversation_id: string,
  after: number,
): Promise<void> {
  // At once: what comes next is told only to whoever may hear it.
  leave(realm, connection, conversation_id);
  try {
    await connection.inOrder(conversation_id, () =>
      follow(realm, connection, { conversation_id, after }, "goes_on"),
    );
  } catch (error) {
    connection.untold.delete(conversation_id);
    refuseFor(realm, connection, error, { conversationId: conversation_id });
  }
}

async function follow(
  realm: Realm,
  connection: Connection,
  standing: Standing,
  ref?: number | "goes_on",
): Promise<void> {
  const { core, streams } = realm;
  const { conversation_id } = standing;
  const actor = connection.identity?.actor;
  if (actor === undefined) throw new RefusedError("unauthenticated");
  leave(realm, connection, conversation_id);
  if (countConversations(connection, actor, conversation_id) >= limits.subscriptions) {
    throw new RefusedError("too_many_subscriptions");
  }
  let roster = await readableRoster(core, actor, conversation_id);
  // Held from before the first read, so that it hears what is committed meanwhile.
  const stream = streams.hold(streams.conversation(conversation_id, roster.organization_id));
  try {
    let position = standing.after;
    let { at } = standing;
    for (let first = true; ; first = false) {
      await connection.pace.enter();
      try {
        // Gone while it waited: nothing is read for nobody.
        if (connection.closed) return;
        const next =
          position === undefined
            ? await snapshot(realm, connection, conversation_id)
            : await catchUp(realm, actor, conversation_id, position, at);
        if (connection.closed) return;
        if (next === "too_far") {
          position = undefined;
          continue;
        }
        // Somebody may have left meanwhile.
        if (core.rosters.peek(actor.organization_id, conversation_id) !== roster) {
          roster = await readableRoster(core, actor, conversation_id);
          if (connection.closed) return;
        }
        // Only the first part answers the request; what it missed meanwhile are ordinary events.
        if ((first && ref !== "goes_on") || position === undefined) {
          connection.enqueueOwed(
            new EncodedFrame(
              subscribed(conversation_id, next, ref === "goes_on" ? undefined : ref),
            ),
          );
        } else if (next.events.length > 0) {
          connection.enqueueOwed(new EncodedFrame(eventsJson(conversation_id, next.events)));
        }
        if (stream.join(connection, next.seq, next.events, next.at)) {
          connection.followed.set(conversation_id, stream);
          realm.presence.joined(connection, roster);
          realm.positions.joined(connection, conversation_id);
          return;
        }
        // What it was told to just now is there.
        position = next.seq;
        at = undefined;
      } finally {
        connection.pace.leave();
      }
    }
  } finally {
    streams.release(stream);
  }
}

/** Conversations that are followed, or soon will be, without this one. */
function countConversations({ followed, preparing }: Connection, actor: Actor, id: string): number {
  // The list of cases is followed as a stream too, but is no conversation.
  const counted = (ids: { has(id: string): boolean; readonly size: number }) =>
    ids.size - (ids.has(actor.organization_id) ? 1 : 0);
  return counted(followed) + counted(preparing) - (preparing.has(id) ? 1 : 0);
}

type Brought = { seq: number; at?: string; events: readonly StreamEvent[]; snapshot?: string };

async function snapshot(
  realm: Realm,
  connection: Connection,
  conversationId: string,
): Promise<Brought> {
  const actor = connection.identity?.actor;
  if (actor === undefined) throw new RefusedError("unauthenticated");
  const { state, at } = await readConversation(realm.core, actor, conversationId);
  return { seq: state.seq, ...(at && { at }), events: [], snapshot: JSON.stringify(state) };
}

async function catchUp(
  realm: Realm,
  actor: Actor,
  conversation_id: string,
  after: number,
  at: string | undefined,
): Promise<Brought | "too_far"> {
  // Who stands at the head of a stream that is already followed here misses nothing.
  const here = realm.streams.find(conversation_id);
  if (here?.seq === after && (at === undefined || here.at === at))
    return { seq: after, ...(at && { at }), events: [] };
  // With what is at the position itself: it must be what the client was told.
  const checked = at !== undefined && after > 0;
  const from = checked ? after - 1 : after;
  const caughtUp: CaughtUp = await realm.core.journal.reader.after(actor, conversation_id, from);
  if (after > caughtUp.head)
    throw new RefusedError("cursor_ahead", { fields: { after: atMost(caughtUp.head) } });
  const events = checked ? caughtUp.events.slice(1) : caughtUp.events;
  if (checked && caughtUp.events[0]?.at !== at) throw new RefusedError("journal_changed");
  if (caughtUp.head - after > limits.catchUpEvents) return "too_far";
  const last = events.at(-1);
  const now = last?.at ?? at;
  return { seq: last?.seq ?? after, ...(now && { at: now }), events };
}

function subscribed(conversationId: string, brought: Brought, ref: number | undefined): string {
  const head = `{"type":"subscribed",${ref === undefined ? "" : `"ref":${ref},`}"conversation_id":"${conversationId}","seq":${brought.seq}`;
  if (brought.snapshot !== undefined) {
    // Events say for themselves when they happened.
    const at = brought.at === undefined ? "" : `"at":"${brought.at}",`;
    return `${head},${at}"snapshot":${brought.snapshot}}`;
  }
  return `${head},"events":[${brought.events.map((event) => event.json).join(",")}]}`;
}

/** The frame of live events; the same bytes for every listener. */
export function eventsJson(conversationId: string, list: readonly StreamEvent[]): string {
  const events = list.length === 1 ? list[0]?.json : list.map((event) => event.json).join(",");
  return `{"type":"events","conversation_id":"${conversationId}","events":[${events}]}`;
}

function leave(realm: Realm, connection: Connection, conversationId: string): void {
  const stream = connection.followed.get(conversationId);
  if (stream === undefined) return;
  connection.followed.delete(conversationId);
  realm.streams.leave(stream, connection);
  realm.presence.left(connection, conversationId);
}
