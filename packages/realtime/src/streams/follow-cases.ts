import {
  type Actor,
  casesSince,
  type KindRegistry,
  listCounters,
  mayKnowInternal,
  maySeeCase,
  mayUseDesk,
  RefusedError,
} from "@relais/core";
import type { CaseView, OrganizationEvent } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Realm } from "../realm.ts";
import type { Stream, StreamEvent } from "./stream.ts";

/**
 * Follows the cases that this person may see: the list (or what changed since a revision), what awaits
 * them in each, then live changes. The list is state, so a missed change can never hide a case.
 *
 * Refuses: cursor_ahead, forbidden.
 */
export async function followCases(
  realm: Realm,
  connection: Connection,
  standing: { after?: number | undefined },
  ref?: number,
): Promise<void> {
  const actor = connection.identity?.actor;
  if (actor === undefined) throw new RefusedError("unauthenticated");
  // For who came by a link there is one conversation and no list.
  if (actor.guest !== undefined) throw new RefusedError("forbidden");
  return connection.inOrder(actor.organization_id, async () => {
    await followList(realm, connection, actor, standing.after, ref);
    realm.core.counters.follow(actor.organization_id);
    await sendCounters(realm, connection, actor);
    realm.attendance.joined(connection);
  });
}

async function followList(
  { core, streams }: Realm,
  connection: Connection,
  actor: Actor,
  position: number | undefined,
  ref: number | undefined,
): Promise<void> {
  const id = actor.organization_id;
  const known = connection.followed.get(id);
  if (known !== undefined) {
    connection.followed.delete(id);
    streams.leave(known, connection);
  }
  const stream = streams.hold(streams.organization(id));
  try {
    let after = position;
    for (let first = true; ; first = false) {
      const news = await casesSince(core, actor, after);
      if (connection.closed) return;
      connection.send({ type: "cases", ...(first && ref !== undefined && { ref }), ...news });
      if (stream.join(connection, news.revision)) break;
      after = news.revision;
    }
    connection.followed.set(id, stream);
  } finally {
    streams.release(stream);
  }
}

/** The complete list, then once more what was told while it was read: it may be older than that. */
export async function sendCounters(
  { core }: Pick<Realm, "core">,
  connection: Connection,
  actor: Actor,
): Promise<void> {
  const news: EncodedFrame[] = [];
  connection.counterNews = news;
  try {
    const counters = await listCounters(core, actor);
    connection.send({ type: "counters", complete: true, counters });
    for (const frame of news) connection.enqueue(frame);
  } finally {
    connection.counterNews = undefined;
  }
}

/** A change of a case, to each follower as they may see it: put in, taken out, or nothing at all. */
export function deliverCases(
  kinds: KindRegistry,
  stream: Stream,
  events: readonly StreamEvent[],
): void {
  for (const event of events) {
    const { type, data } = JSON.parse(event.json) as OrganizationEvent;
    if (type !== "case.changed") {
      tellDesk(stream, event.seq);
      continue;
    }
    const frames = framesOf(event.seq, data);
    const before = asBefore(data);
    // What customers may not know has not changed anything for them.
    const shown = data.case.revision === event.seq;
    for (const connection of stream.followers) {
      const actor = connection.identity?.actor;
      if (actor === undefined) continue;
      const staff = mayKnowInternal(kinds, actor, data.case);
      if (!staff && !shown) continue;
      if (maySeeCase(kinds, actor, data.case)) {
        connection.enqueue(staff ? frames.changedForStaff() : frames.changed());
      } else if (maySeeCase(kinds, actor, before)) connection.enqueue(frames.removed());
    }
  }
}

/** Those at the desk learn that there is something to ask for; what, they are told as their rights are. */
function tellDesk(stream: Stream, revision: number): void {
  const frame = once(() =>
    EncodedFrame.of(
      { type: "cases", revision, complete: false, changed: [], removed: [] },
      () => `["d",${revision}]`,
    ),
  );
  for (const connection of stream.followers) {
    const actor = connection.identity?.actor;
    if (actor !== undefined && mayUseDesk(actor)) connection.enqueue(frame());
  }
}

type Data = Extract<OrganizationEvent, { type: "case.changed" }>["data"];

/** Each is encoded once, when the first follower needs it. */
function framesOf(revision: number, { case: theCase, internal }: Data) {
  const head = { type: "cases", revision, complete: false } as const;
  const changed = (view: CaseView) =>
    once(() => EncodedFrame.of({ ...head, changed: [view], removed: [] }));
  return {
    changed: changed(theCase),
    changedForStaff: changed({ ...theCase, internal }),
    removed: once(() => EncodedFrame.of({ ...head, changed: [], removed: [theCase.id] })),
  };
}

function once(make: () => EncodedFrame): () => EncodedFrame {
  let made: EncodedFrame | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The case as it was before the change, as far as visibility goes. */
function asBefore({ case: theCase, change, previous_assignee_id: previous }: Data) {
  if (change.from === null) return { ...theCase, customer: nobody, opener: nobody, assignee: null };
  return {
    ...theCase,
    status: change.from,
    assignee: previous === null ? null : { id: previous },
  };
}

const nobody = { id: "" };
