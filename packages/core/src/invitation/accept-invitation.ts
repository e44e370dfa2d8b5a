import type { AcceptInvitation, OpenInvitation, Language, Role } from "@relais/protocol";
import { hashOf } from "../access/opaque-token.ts";
import { checkAccount, withFreeEmail } from "../access/register.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { atLink, inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { lookOf } from "../organization/look.ts";
import { roleTitle } from "../organization/role-title.ts";
import { stateOf } from "./invitation-rows.ts";

/**
 * What whoever holds an invitation is told before they take it up.
 *
 * Refuses: invitation_unknown, invitation_used, invitation_withdrawn, invitation_expired, organization_suspended.
 */
export async function readInvitation(core: Core, token: string): Promise<OpenInvitation> {
  const hash = hashOf(token);
  return inOrganization(core.db, await organizationOfInvitation(core, hash), async (tx) => {
    const row = await holdOpen(core, tx, hash);
    return {
      organization: lookOf(row),
      role: row.role as Role,
      full_name: row.full_name,
      email: row.email,
      language: row.language as Language,
      role_title: roleTitle(core.kinds, row.kinds, row.role as Role),
      expires_at: row.expires_at.toISOString(),
    };
  });
}

/**
 * Takes an invitation up, once: whoever holds its link becomes somebody of the organization, and signs in with what they
 * chose.
 *
 * Refuses: those of reading it, invalid_body with every wrong field, busy.
 */
export async function acceptInvitation(
  core: Core,
  { token, password, language, ...given }: AcceptInvitation & { readonly address?: string },
): Promise<{ email: string }> {
  const hash = hashOf(token);
  const organization_id = await organizationOfInvitation(core, hash);
  const email = given.email.trim().toLowerCase();
  const full_name = given.full_name.trim();
  checkAccount({ email, full_name, password });
  // Before the work of hashing: whoever holds a link that has ended gets none of it done.
  await inOrganization(core.db, organization_id, (tx) => holdOpen(core, tx, hash));
  const password_hash = await core.accounts.passwords.hash(password);
  await withFreeEmail(() =>
    inOrganization(core.db, organization_id, async (tx) => {
      const invitation = await holdOpen(core, tx, hash);
      if (invitation.email !== null && invitation.email !== email) {
        throw new RefusedError("invalid_body", {
          fields: {
            email: say(
              "Cette invitation est pour une autre adresse.",
              "This invitation is for another address.",
            ),
          },
        });
      }
      const id = newId();
      const at = core.now();
      const { role, department_id } = invitation;
      await tx
        .insertInto("member")
        .values({
          id,
          organization_id,
          email,
          full_name,
          role,
          language,
          password_hash,
          department_id,
        })
        .execute();
      await tx
        .updateTable("invitation")
        .set({ accepted_at: at, accepted_by: id })
        .where("id", "=", invitation.id)
        .execute();
      const author = {
        id,
        full_name,
        organization_id,
        ...(given.address !== undefined && { address: given.address }),
      };
      await record(tx, at, author, {
        action: "invitation.accepted",
        subject: { id, name: full_name },
        after: { role, email },
      });
    }),
  );
  return { email };
}

async function organizationOfInvitation(core: Core, hash: Buffer): Promise<string> {
  const known = await atLink(core.db, hash, (tx) =>
    tx
      .selectFrom("invitation")
      .select("organization_id")
      .where("token_hash", "=", hash)
      .executeTakeFirst(),
  );
  if (known === undefined) throw new RefusedError("invitation_unknown");
  core.suspensions.refuse(known.organization_id);
  return known.organization_id;
}

/** The invitation, held until the end of the transaction: of two who take it up at once, one comes too late. */
async function holdOpen(core: Core, tx: Scoped, hash: Buffer) {
  const row = await tx
    .selectFrom("invitation")
    .innerJoin("organization", "organization.id", "invitation.organization_id")
    .select([
      "invitation.id",
      "invitation.role",
      "invitation.full_name",
      "invitation.email",
      "invitation.department_id",
      "invitation.expires_at",
      "invitation.accepted_at",
      "invitation.withdrawn_at",
      "organization.id as organization_id",
      "organization.name",
      "organization.logo_id",
      "organization.accent",
      "organization.kinds",
      "organization.language",
    ])
    .where("token_hash", "=", hash)
    .forUpdate("invitation")
    .executeTakeFirstOrThrow();
  const state = stateOf(row, core.now());
  if (state !== "open") throw new RefusedError(`invitation_${state}`);
  return row;
}
