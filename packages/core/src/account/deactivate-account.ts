import type { Account } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { releaseWork } from "../assignment/release-work.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { holdAccount, readAccount } from "./account-rows.ts";
import { endSignInsOf } from "./end-sessions.ts";
import { refuseLastAdmin, refuseUnlessAdmin } from "./policy.ts";

/**
 * Deactivates a person: they sign in no more, every device of theirs is signed out at once, and the work that waits with
 * them waits for somebody else (`open_cases` tells what only a person can give to another). What they wrote stays.
 * Deactivating again changes nothing.
 *
 * Refuses: forbidden, not_found, last_admin.
 */
export async function deactivateAccount(core: Core, actor: Actor, id: string): Promise<Account> {
  refuseUnlessAdmin(actor);
  const ended = await inOrganization(core.db, actor, async (tx) => {
    await refuseLastAdmin(tx, actor, id);
    const before = await holdAccount(tx, id);
    if (!before.active) return [];
    const at = core.now();
    await tx
      .updateTable("member")
      .set({ active: false, deactivated_at: at })
      .where("id", "=", id)
      .execute();
    // Nothing is told to a device that nobody may sign in on.
    await tx.deleteFrom("push_subscription").where("member_id", "=", id).execute();
    await record(tx, at, actor, {
      action: "account.deactivated",
      subject: { id, name: before.full_name },
      before: { role: before.role, open_cases: before.open_cases },
    });
    return endSignInsOf(tx, id, "deactivated", at);
  });
  core.signIns.ended(ended);
  await releaseWork(core, actor.organization_id);
  return inOrganization(core.db, actor, (tx) => readAccount(tx, id));
}

/** Lets a person sign in again, with the password that they had. Refuses: forbidden, not_found. */
export async function reactivateAccount(core: Core, actor: Actor, id: string): Promise<Account> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, async (tx) => {
    const before = await holdAccount(tx, id);
    if (before.active) return before;
    await tx
      .updateTable("member")
      .set({ active: true, deactivated_at: null, failed_sign_ins: 0, locked_until: null })
      .where("id", "=", id)
      .execute();
    await record(tx, core.now(), actor, {
      action: "account.reactivated",
      subject: { id, name: before.full_name },
      after: { role: before.role },
    });
    return readAccount(tx, id);
  });
}
