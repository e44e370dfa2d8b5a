import type { Account, ChangeAccount } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { releaseWork } from "../assignment/release-work.ts";
import { settlePlaces } from "../case/settle-places.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { findDepartment } from "../department/find-department.ts";
import { refuseOtherRoles } from "../organization/used-roles.ts";
import { holdAccount, readAccount } from "./account-rows.ts";
import { endSignInsOf } from "./end-sessions.ts";
import { refuseLastAdmin, refuseUnlessAdmin } from "./policy.ts";

/**
 * Gives a person another role or department; what is absent stays. With another role they sign in again everywhere: what
 * their devices hold and follow is what the earlier role allowed. They leave the conversations of work that the new role
 * does not do, and it waits for somebody else, as when a person is deactivated.
 *
 * Refuses: forbidden, not_found, last_admin, invalid_body (a role that the organization has no use for, no such department).
 */
export async function changeAccount(
  core: Core,
  actor: Actor,
  id: string,
  { role, department_id }: ChangeAccount,
): Promise<Account> {
  refuseUnlessAdmin(actor);
  const { ended, account } = await inOrganization(core.db, actor, async (tx) => {
    if (role !== undefined && role !== "admin") await refuseLastAdmin(tx, actor, id);
    const before = await holdAccount(tx, id);
    const subject = { id, name: before.full_name };
    const at = core.now();
    let ended: string[] = [];
    if (role !== undefined && role !== before.role) {
      await refuseOtherRoles(core, tx, actor, role);
      await tx.updateTable("member").set({ role, unsettled: true }).where("id", "=", id).execute();
      ended = await endSignInsOf(tx, id, "role_changed", at);
      await record(tx, at, actor, {
        action: "account.role_changed",
        subject,
        before: { role: before.role },
        after: { role },
      });
    }
    const known = before.department?.id ?? null;
    if (department_id !== undefined && department_id !== known) {
      const found = await findDepartment(tx, department_id);
      await tx.updateTable("member").set({ department_id: found }).where("id", "=", id).execute();
      const after = await readAccount(tx, id);
      await record(tx, at, actor, {
        action: "account.department_changed",
        subject,
        before: { department: before.department?.name ?? null },
        after: { department: after.department?.name ?? null },
      });
    }
    return { ended, account: await readAccount(tx, id) };
  });
  core.signIns.ended(ended);
  if (role === undefined) return account;
  await settlePlaces(core, actor.organization_id);
  await releaseWork(core, actor.organization_id);
  return inOrganization(core.db, actor, (tx) => readAccount(tx, id));
}
