import type { CaseView, Priority } from "@relais/protocol";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { hoursOf } from "../opening-hours/opening-hours.ts";
import { readClocks, writeClocks } from "./case-clocks.ts";
import {
  beginClock,
  type Clock,
  dropClock,
  fulfilClock,
  pauseClock,
  resumeClock,
  retargetClock,
} from "./clock.ts";
import { targetOf } from "./targets.ts";

type Opened = Pick<CaseView, "id" | "status" | "priority">;

/**
 * Starts the clocks of a case that was just opened, by the targets and hours of now. `asked`: its customer opened it, and
 * waits for an answer.
 */
export async function startClocks(
  change: Change,
  organizationId: string,
  kind: Kind,
  { id, status, priority }: Opened,
  asked: boolean,
): Promise<void> {
  const target = await targetOf(change.tx, organizationId, kind.name, priority);
  if (target === undefined) return;
  const hours = await hoursOf(change.tx, organizationId);
  const begin = (name: Clock["target"], minutes: number | null) => {
    const clock = minutes === null ? null : beginClock(hours, name, minutes, change.at);
    if (clock === null) return [];
    return [kind.pauses?.includes(status) ? pauseClock(hours, clock, change.at) : clock];
  };
  const after = [
    ...begin("answer", asked ? target.answer_minutes : null),
    ...begin("resolution", target.resolution_minutes),
  ];
  await writeClocks(change, organizationId, [{ case_id: id, before: [], after }]);
}

/** Moves the clocks of a held case whose status or priority has become another. */
export async function moveClocks(
  change: Change,
  organizationId: string,
  kind: Kind,
  before: CaseView,
  { status = before.status, priority = before.priority }: { status?: string; priority?: Priority },
): Promise<void> {
  if (status === before.status && priority === before.priority) return;
  const clocks = (await readClocks(change.tx, [before.id])).get(before.id) ?? [];
  const target =
    priority === before.priority
      ? undefined
      : await targetOf(change.tx, organizationId, kind.name, priority);
  if (target === undefined && !clocks.some(({ done }) => !done)) return;
  const hours = await hoursOf(change.tx, organizationId);
  const { at } = change;
  const retargeted = (clock: Clock): Clock =>
    priority === before.priority
      ? clock
      : retargetClock(hours, clock, target?.[`${clock.target}_minutes`] ?? null, at);
  const { tone, ends } = kind.statuses.find(({ name }) => name === status) ?? {};
  const moved = (clock: Clock): Clock => {
    if (tone === "done") {
      // Whoever is served needs no first answer any more.
      return clock.target === "resolution" ? fulfilClock(clock, at) : ended(clock);
    }
    if (ends) return ended(clock);
    return kind.pauses?.includes(status)
      ? pauseClock(hours, clock, at)
      : resumeClock(hours, clock, at);
  };
  // A priority that has a target where the former had none: its time begins now.
  const begun =
    target?.resolution_minutes == null || clocks.some((one) => one.target === "resolution")
      ? null
      : beginClock(hours, "resolution", target.resolution_minutes, at);
  const after = [...clocks.map(retargeted), ...(begun === null ? [] : [begun])].map(moved);
  await writeClocks(change, organizationId, [{ case_id: before.id, before: clocks, after }]);
}

const ended = (clock: Clock): Clock => (clock.done ? clock : dropClock(clock));
