import { randomBytes } from "node:crypto";
import type { Role } from "@relais/protocol";
import { checkAccount, withFreeEmail } from "../access/register.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { findDepartment } from "../department/find-department.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type MemberView, readMember } from "./member-view.ts";

export type CreateMember = {
  readonly email: string;
  readonly full_name: string;
  readonly role: Role;
  /** Without it one is made, which nobody can read again. */
  readonly password?: string | undefined;
  readonly department?: string | null | undefined;
};

export type CreatedMember = { readonly member: MemberView; readonly password: string | null };

/**
 * Gives somebody an account in the administrator's organization.
 *
 * Refuses: forbidden (administrators do), invalid_body with every wrong field.
 */
export async function createMember(
  core: Core,
  actor: Actor,
  { role, ...input }: CreateMember,
): Promise<CreatedMember> {
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  const made = input.password === undefined ? randomBytes(12).toString("base64url") : null;
  const password = input.password ?? made ?? "";
  const email = input.email.trim().toLowerCase();
  const full_name = input.full_name.trim();
  checkAccount({ email, full_name, password });
  const { organization_id } = actor;
  const password_hash = await core.accounts.passwords.hash(password);
  const member = await withFreeEmail(() =>
    inOrganization(core.db, actor, async (tx) => {
      const department_id = await findDepartment(tx, input.department);
      const id = newId();
      await tx
        .insertInto("member")
        .values({ id, organization_id, email, full_name, role, password_hash, department_id })
        .execute();
      await record(tx, core.now(), actor, {
        action: "account.created",
        subject: { id, name: full_name },
        after: { role, email },
      });
      return readMember(tx, id);
    }),
  );
  return { member, password: made };
}
