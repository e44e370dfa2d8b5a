import type { Language, Me, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { openableKinds } from "../organization/kinds-in-use.ts";
import { lookOf } from "../organization/look.ts";

/** The signed-in person as they see themselves. Refuses: not_found. */
export function readMe(core: Core, actor: Actor): Promise<Me> {
  return inOrganization(core.db, actor, (tx) => selectMe(core, tx, actor.id));
}

/** Only kinds that this version declares are told. */
export async function selectMe(core: Core, tx: Scoped, memberId: string): Promise<Me> {
  const row = await tx
    .selectFrom("member")
    .innerJoin("organization", "organization.id", "member.organization_id")
    .select([
      "member.id",
      "member.full_name",
      "member.role",
      "member.email",
      "member.phone",
      "member.language",
      "organization.id as organization_id",
      "organization.name",
      "organization.kinds",
      "organization.closed_kinds",
      "organization.accent",
      "organization.logo_id",
    ])
    .where("member.id", "=", memberId)
    .executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  const open = openableKinds(row);
  // Those of which cases are opened come first: the first is what the organization mainly does.
  const kinds = [...open, ...row.kinds.filter((kind) => !open.includes(kind))];
  return {
    id: row.id,
    full_name: row.full_name,
    role: row.role as Role,
    email: row.email,
    phone: row.phone,
    language: row.language as Language,
    organization: {
      id: row.organization_id,
      kinds: kinds.filter((kind) => core.kinds.get(kind) !== undefined),
      ...lookOf(row),
    },
  };
}
