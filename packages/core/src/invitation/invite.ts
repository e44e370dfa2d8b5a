import type { Invite, Invitation, SharedInvitation } from "@relais/protocol";
import { hashOf } from "../access/opaque-token.ts";
import { refuseTakenEmail } from "../access/register.ts";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { findDepartment } from "../department/find-department.ts";
import { RefusedError } from "../errors.ts";
import { newLinkToken } from "../guest/link-token.ts";
import { newId } from "../ids.ts";
import { refuseOtherRoles } from "../organization/used-roles.ts";
import { invitationView, selectInvitations, stateOf } from "./invitation-rows.ts";

const dayMs = 86_400_000;
const usualDays = 7;

/** Where an invitation leads, in the web app. */
export const invitationPath = (token: string): string => `/invitation/${token}`;

/**
 * Makes a link by which one person becomes somebody of this organization: they choose their name, their password and their
 * language. It works once, and is told once. For admins.
 *
 * Refuses: forbidden, invalid_body (a role that the organization has no use for, a department that there is not, an address
 * that somebody has).
 */
export async function invite(
  core: Core,
  actor: Actor,
  { role, full_name, email, department_id, days = usualDays }: Invite,
): Promise<SharedInvitation> {
  refuseUnlessAdmin(actor);
  const address = email?.trim().toLowerCase();
  if (address !== undefined) await refuseTakenEmail(core, address);
  const token = newLinkToken();
  const id = newId();
  const at = core.now();
  const { organization_id } = actor;
  const invitation = await inOrganization(core.db, actor, async (tx) => {
    await refuseOtherRoles(core, tx, actor, role);
    await tx
      .insertInto("invitation")
      .values({
        id,
        organization_id,
        token_hash: hashOf(token),
        role,
        full_name: full_name ?? null,
        email: address ?? null,
        department_id: await findDepartment(tx, department_id),
        invited_by: actor.id,
        created_at: at,
        expires_at: new Date(at.getTime() + days * dayMs),
      })
      .execute();
    const row = await selectInvitations(tx)
      .where("invitation.id", "=", id)
      .executeTakeFirstOrThrow();
    const made = invitationView(row, at);
    await record(tx, at, actor, {
      action: "invitation.made",
      subject: { id, name: nameOf(made) },
      after: {
        role,
        email: made.email,
        department: made.department?.name ?? null,
        expires_at: made.expires_at,
      },
    });
    return made;
  });
  return { path: invitationPath(token), invitation };
}

export const nameOf = ({ full_name, email }: Pick<Invitation, "full_name" | "email">): string =>
  full_name ?? email ?? "";

/** Invitations that are listed: the newest, whatever became of them. */
const most = 200;

/** The organization's invitations, the newest first. For admins. Refuses: forbidden. */
export async function listInvitations(core: Core, actor: Actor): Promise<Invitation[]> {
  refuseUnlessAdmin(actor);
  const now = core.now();
  const rows = await inOrganization(core.db, actor, (tx) =>
    selectInvitations(tx)
      .where("invitation.organization_id", "=", actor.organization_id)
      .orderBy("invitation.created_at", "desc")
      .orderBy("invitation.id", "desc")
      .limit(most)
      .execute(),
  );
  return rows.map((row) => invitationView(row, now));
}

/**
 * Withdraws an invitation: its link opens nothing any more. Withdrawing what is withdrawn changes nothing. For admins.
 *
 * Refuses: forbidden, not_found, invitation_used.
 */
export async function withdrawInvitation(
  core: Core,
  actor: Actor,
  id: string,
): Promise<Invitation> {
  refuseUnlessAdmin(actor);
  const at = core.now();
  return inOrganization(core.db, actor, async (tx) => {
    const held = await tx
      .selectFrom("invitation")
      .select(["accepted_at", "withdrawn_at", "expires_at"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) throw new RefusedError("not_found");
    const state = stateOf(held, at);
    if (state === "used") throw new RefusedError("invitation_used");
    if (state !== "withdrawn") {
      await tx.updateTable("invitation").set({ withdrawn_at: at }).where("id", "=", id).execute();
    }
    const row = await selectInvitations(tx)
      .where("invitation.id", "=", id)
      .executeTakeFirstOrThrow();
    const withdrawn = invitationView(row, at);
    if (state !== "withdrawn") {
      await record(tx, at, actor, {
        action: "invitation.withdrawn",
        subject: { id, name: nameOf(withdrawn) },
        before: { role: withdrawn.role, email: withdrawn.email },
      });
    }
    return withdrawn;
  });
}
