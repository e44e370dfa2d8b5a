import type { Language, Me, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

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
    ])
    .where("member.id", "=", memberId)
    .executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  return {
    id: row.id,
    full_name: row.full_name,
    role: row.role as Role,
    email: row.email,
    phone: row.phone,
    language: row.language as Language,
    organization: {
      id: row.organization_id,
      name: row.name,
      kinds: row.kinds.filter((kind) => core.kinds.get(kind) !== undefined),
    },
  };
}
