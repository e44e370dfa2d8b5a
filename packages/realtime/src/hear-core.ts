import { changesRoster, type Core } from "@relais/core";
import { endSignIns, endSuspended } from "./connections/shut-out.ts";
import { tellCounters } from "./connections/tell-counters.ts";
import { tellNotice } from "./connections/tell-notice.ts";
import type { Realm } from "./realm.ts";
import type { Stream } from "./streams/stream.ts";
import type { Streams } from "./streams/streams.ts";

/** Hands on what the domain tells, to those who are here and to the other servers. Returns what stops it. */
export function hearCore({ core, streams, bus, positions, registry }: Realm): (() => void)[] {
  return [
    core.journal.feed.listen((entries) => {
      streams.hear(entries);
      for (const ended of positions.hear(entries)) bus.position(ended);
      bus.wake({
        moved: entries.map((entry) => entry.stream_id),
        changed: entries.filter(changesRoster).map((entry) => entry.stream_id),
        left: entries.flatMap(({ stream_id, left }) =>
          left === undefined ? [] : [{ conversation_id: stream_id, user_id: left }],
        ),
      });
    }),
    core.journal.feed.listenToWakes((ids) => streams.wake(ids)),
    core.signIns.onEnded((ids, here) => {
      endSignIns(registry, new Set(ids));
      if (here) bus.signedOut(ids);
    }),
    core.suspensions.listen(({ suspended }) => endSuspended(registry, new Set(suspended))),
    core.counters.listen((userId, counters) => {
      tellCounters(core, registry, userId, counters);
      bus.counters({ user_id: userId, counters });
    }),
    core.notices.listen((notice) => {
      tellNotice(registry, notice);
      bus.notice(notice);
    }),
    core.positions.listen((news) => {
      positions.note(news);
      bus.position(news);
    }),
  ];
}

/** Counters are only worked out for those who follow their list of cases on this server. */
export function onlyFollowersHere(core: Core, streams: Streams): void {
  core.counters.limitTo((organizationId) => followersOf(streams.find(organizationId)));
}

function followersOf(stream: Stream | undefined): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { identity } of stream?.followers ?? []) if (identity) ids.add(identity.actor.id);
  return ids;
}
