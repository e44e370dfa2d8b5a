import type { DeskEntry, Snooze } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { lockCase } from "../case/alter-case.ts";
import { maySeeCase } from "../case/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change, type Change } from "../journal/append.ts";
import { say } from "../kinds/kind.ts";
import { refuseOthers } from "./policy.ts";
import { readEntry } from "./select-entries.ts";
import { stir } from "./stir.ts";

/** Nobody means a case that sleeps longer. */
const longestMs = 366 * 24 * 3_600_000;

/**
 * Puts a case off: out of the views of open cases until then, and in any case until its customer writes.
 *
 * Refuses: forbidden, not_found, transition_not_allowed (it has ended), invalid_body (a time that is over, or too far away), conflict.
 */
export async function snoozeCase(
  core: Core,
  actor: Actor,
  caseId: string,
  { until }: Snooze,
): Promise<DeskEntry> {
  const at = until === null ? null : new Date(until);
  const now = core.now().getTime();
  if (at !== null && (at.getTime() <= now || at.getTime() > now + longestMs)) {
    throw new RefusedError("invalid_body", {
      fields: {
        until: say(
          "Choisissez un moment à venir, dans un an au plus.",
          "Choose a moment to come, within a year.",
        ),
      },
    });
  }
  return atDesk(core, actor, caseId, {
    refuseEnded: true,
    set: { snoozed: true, snoozed_until: at, snoozed_by: actor.id, woken: false },
  });
}

/** Takes a case back from being put off; one that is not stays as it is. Refuses: forbidden, not_found, conflict. */
export function wakeCase(core: Core, actor: Actor, caseId: string): Promise<DeskEntry> {
  return atDesk(core, actor, caseId, {
    set: { snoozed: false, snoozed_until: null, snoozed_by: null, woken: false },
  });
}

/** Somebody looked at a case that came back: it is like any other now. Refuses: forbidden, not_found, conflict. */
export function markSeen(core: Core, actor: Actor, caseId: string): Promise<DeskEntry> {
  return atDesk(core, actor, caseId, { onlyWoken: true, set: { woken: false } });
}

type Setting = {
  /** Nothing happens to one that is not. */
  readonly onlyWoken?: boolean;
  readonly refuseEnded?: boolean;
  readonly set: {
    readonly snoozed?: boolean;
    readonly snoozed_until?: Date | null;
    readonly snoozed_by?: string | null;
    readonly woken: boolean;
  };
};

async function atDesk(
  core: Core,
  actor: Actor,
  caseId: string,
  { onlyWoken, refuseEnded, set }: Setting,
): Promise<DeskEntry> {
  return change(core, actor.organization_id, async (change) => {
    const theCase = await lockCase(change.tx, caseId);
    refuseOthers(actor);
    if (!maySeeCase(core.kinds, actor, theCase)) throw new RefusedError("forbidden");
    const kind = core.kinds.get(theCase.kind);
    if (refuseEnded && kind?.statuses.some((one) => one.ends && one.name === theCase.status)) {
      throw new RefusedError("transition_not_allowed");
    }
    const before = await entryNow(core, change, actor, caseId);
    if (onlyWoken && !before.woken) return before;
    await stir(change, actor.organization_id, actor, [
      { case_id: caseId, by_customer: null, heard: false },
    ]);
    await change.tx.updateTable("service_case").set(set).where("id", "=", caseId).execute();
    return entryNow(core, change, actor, caseId);
  });
}

async function entryNow(core: Core, { tx }: Change, actor: Actor, id: string): Promise<DeskEntry> {
  const entry = await readEntry(core, tx, actor, id);
  if (entry === undefined) throw new RefusedError("not_found");
  return entry;
}
