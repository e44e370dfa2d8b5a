import type { TargetName } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import type { Change } from "../journal/append.ts";
import { type Clock, leadingClock } from "./clock.ts";

/** The clocks of cases, by case. Whoever changes them holds the case. */
export async function readClocks(
  tx: Scoped,
  caseIds: readonly string[],
): Promise<Map<string, Clock[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("case_target")
    .select(["case_id", "target", "minutes", "due_at", "warn_at", "left_ms", "paused", "met"])
    .select(["judged_at", "done"])
    .where("case_id", "in", [...caseIds])
    .execute();
  const found = new Map<string, Clock[]>();
  for (const { case_id, target, ...row } of rows) {
    // The check constraint of the column holds the same list as the type.
    const clock = { ...row, target: target as TargetName };
    found.set(case_id, [...(found.get(case_id) ?? []), clock]);
  }
  return found;
}

/** How the clocks of one case become otherwise; `before` is how they were. */
export type ClockChange = {
  readonly case_id: string;
  readonly before: readonly Clock[];
  readonly after: readonly Clock[];
};

/**
 * Keeps what became of clocks, and says in the organization's journal which of them were judged by it. Returns the
 * cases of which something is otherwise.
 */
export async function writeClocks(
  change: Change,
  organizationId: string,
  changes: readonly ClockChange[],
): Promise<string[]> {
  const moved = changes.filter(({ before, after }) => after.some((one) => !before.includes(one)));
  if (moved.length === 0) return [];
  const rows = moved.flatMap(({ case_id, after }) => {
    const leading = leadingClock(after);
    return after.map((clock) => ({
      ...clock,
      case_id,
      organization_id: organizationId,
      leads: clock === leading,
    }));
  });
  await change.tx
    .insertInto("case_target")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["case_id", "target"]).doUpdateSet(({ ref }) => ({
        minutes: ref("excluded.minutes"),
        due_at: ref("excluded.due_at"),
        warn_at: ref("excluded.warn_at"),
        left_ms: ref("excluded.left_ms"),
        paused: ref("excluded.paused"),
        met: ref("excluded.met"),
        judged_at: ref("excluded.judged_at"),
        done: ref("excluded.done"),
        leads: ref("excluded.leads"),
      })),
    )
    .execute();
  const judged = moved.flatMap((one) => judgedBy(one));
  if (judged.length > 0) {
    await change.append("organization", organizationId, {
      type: "targets.judged",
      actor_id: null,
      data: { judged },
    });
  }
  return moved.map(({ case_id }) => case_id);
}

function judgedBy({ case_id, before, after }: ClockChange) {
  return after.flatMap(({ target, due_at, met }) => {
    const former = before.find((one) => one.target === target);
    if (met === null || due_at === null || (former?.met ?? null) !== null) return [];
    return [{ case_id, target, due_at: due_at.toISOString(), met }];
  });
}
