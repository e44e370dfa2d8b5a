import type { SessionView } from "@relais/protocol";
import { openSignIns } from "../access/list-sign-ins.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { readAccount } from "./account-rows.ts";
import { endSignInsOf } from "./end-sessions.ts";
import { refuseUnlessAdmin } from "./policy.ts";

/** Where a person of the organization is signed in. For admins. Refuses: forbidden, not_found. */
export async function listAccountSessions(
  core: Core,
  actor: Actor,
  id: string,
): Promise<SessionView[]> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, async (tx) => {
    await readAccount(tx, id);
    return openSignIns(core, tx, actor, id);
  });
}

/**
 * Signs a person out: on one device, or on all. For admins.
 *
 * Refuses: forbidden, not_found (nor a device that is not theirs, or signed out already).
 */
export async function endAccountSessions(
  core: Core,
  actor: Actor,
  id: string,
  signInId?: string,
): Promise<void> {
  refuseUnlessAdmin(actor);
  const ended = await inOrganization(core.db, actor, async (tx) => {
    const { full_name } = await readAccount(tx, id);
    const at = core.now();
    const ids =
      signInId === undefined
        ? await endSignInsOf(tx, id, "ended_by_admin", at)
        : await endOne(core, tx, id, signInId);
    if (ids.length > 0) {
      await record(tx, at, actor, {
        action: "sessions.ended",
        subject: { id, name: full_name },
        after: { devices: ids.length },
      });
    }
    return ids;
  });
  core.signIns.ended(ended);
}

async function endOne(
  core: Core,
  tx: Parameters<typeof endSignInsOf>[0],
  memberId: string,
  signInId: string,
): Promise<string[]> {
  const ended = await tx
    .updateTable("sign_in")
    .set({ ended_at: core.now(), ended_because: "ended_by_admin" })
    .where("id", "=", signInId)
    .where("member_id", "=", memberId)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (ended === undefined) throw new RefusedError("not_found");
  return [ended.id];
}
