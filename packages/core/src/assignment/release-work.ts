import type { Actor } from "../actor.ts";
import { alterCase } from "../case/alter-case.ts";
import { caseView, readCaseRow } from "../case/views.ts";
import { noReason } from "../case/write-timeline.ts";
import type { Core } from "../core.ts";
import { type Change, change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";

/** Cases that one transaction releases: it holds them, and the organization's journal, until it ends. */
const releasedAtOnce = 20;

/** Whether what somebody has may be nobody's again: not where it was taken, or addressed to them. */
export const mayBeFreed = (kind: Kind | undefined): boolean =>
  kind !== undefined && kind.taking === null && kind.assignment !== "directed";

/**
 * Makes the open work of people who were deactivated, or whose role does such work no more, wait for somebody else, where
 * its kind allows that. It looks at how things stand, so it may run whenever, and twice.
 */
export async function releaseWork(core: Core, organizationId: string): Promise<void> {
  const kinds = core.kinds.all().filter(mayBeFreed);
  if (kinds.length === 0) return;
  for (;;) {
    const released = await change(core, organizationId, (change) =>
      releaseSome(core, change, organizationId, kinds),
    );
    if (released < releasedAtOnce) return;
  }
}

async function releaseSome(
  core: Core,
  change: Change,
  organizationId: string,
  kinds: readonly Kind[],
): Promise<number> {
  const rows = await change.tx
    .selectFrom("service_case")
    .innerJoin("member", "member.id", "service_case.assignee_id")
    .select("service_case.id")
    .where("member.organization_id", "=", organizationId)
    .where("service_case.ended", "=", false)
    .where((where) =>
      where.or(
        kinds.map(({ name, worker_roles }) =>
          where.and([
            where("service_case.kind", "=", name),
            where.or([
              where("member.active", "=", false),
              where("member.role", "not in", [...worker_roles]),
            ]),
          ]),
        ),
      ),
    )
    .orderBy("service_case.id")
    .limit(releasedAtOnce)
    .forUpdate("service_case")
    // What somebody is changing at this moment is looked at again.
    .skipLocked()
    .execute();
  for (const { id } of rows) {
    const row = await readCaseRow(change.tx, id);
    const before = row && caseView(row);
    const kind = before && core.kinds.get(before.kind);
    if (before === undefined || kind === undefined || before.assignee === null) continue;
    // What the conversation says of it is said of whoever had it.
    const actor: Actor = {
      ...before.assignee,
      organization_id: organizationId,
      sign_in_id: "",
    };
    await alterCase(core, change, actor, before, {
      kind,
      assignee: null,
      entries: [{ subject: "assignee", from: before.assignee.full_name, to: null }],
      why: noReason,
      byRule: true,
    });
  }
  return rows.length;
}
