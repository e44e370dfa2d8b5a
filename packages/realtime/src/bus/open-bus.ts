import type { Core, Log } from "@relais/core";
import type { Registry } from "../connections/registry.ts";
import { tellCounters } from "../connections/tell-counters.ts";
import { tellNotice } from "../connections/tell-notice.ts";
import type { Realm } from "../realm.ts";
import type { Leaving } from "../streams/show-out.ts";
import type { Bus } from "./bus.ts";
import { inTurn, lookAtEverything, lookAtJournals } from "./look-again.ts";
import { RedisBus } from "./redis-bus.ts";

/** The bus over this Redis; what other servers say is told to who is connected here. */
export function openBus(
  redisUrl: string,
  core: Core,
  registry: Registry,
  {
    streams,
    presence,
    attendance,
    typing,
    positions,
    drafts,
    showOut,
  }: Pick<Realm, "streams" | "presence" | "attendance" | "typing" | "positions" | "drafts"> & {
    showOut(leaving: Leaving): void;
  },
  log: Log,
): Bus {
  const here = { core, streams, registry };
  return new RedisBus(
    redisUrl,
    {
      wake({ moved, changed, left }) {
        // Who may see and write may have changed there as well.
        core.rosters.forget(changed);
        core.journal.heads.forget(moved);
        core.journal.feed.wake(moved);
        // Whoever came here in between, by what was remembered.
        for (const leaving of left) showOut(leaving);
      },
      typing: (news) => typing.note(news),
      presence: (serverId, news) => presence.heard(serverId, news),
      notice: (notice) => tellNotice(registry, notice),
      counters: ({ user_id, counters }) => tellCounters(core, registry, user_id, counters),
      position: (news) => positions.note(news),
      draft: (news) => drafts.note(news),
      attendance: (serverId, news) => attendance.heard(serverId, news),
      signedOut: (ids) => core.signIns.ended(ids, false),
      everybodyHere: () => presence.everybodyHere(),
      attendingHere: () => attendance.everybodyHere(),
      serverGone(serverId) {
        presence.forgetServer(serverId);
        attendance.forgetServer(serverId);
      },
      alone: () => lookAtJournals(here),
      together: inTurn(() => lookAtEverything(here), log),
    },
    log,
  );
}
