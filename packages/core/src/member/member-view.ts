import type { Role } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

/** A person of the organization with what its own people know of them. */
export type MemberView = {
  readonly id: string;
  /** Null of a guest. */
  readonly email: string | null;
  readonly full_name: string;
  readonly role: Role;
  readonly phone: string | null;
  readonly department: { readonly id: string; readonly name: string } | null;
};

export function selectMembers(tx: Scoped) {
  return tx
    .selectFrom("member")
    .leftJoin("department", "department.id", "member.department_id")
    .select([
      "member.id",
      "member.email",
      "member.full_name",
      "member.role",
      "member.phone",
      "member.department_id",
      "department.name as department_name",
    ]);
}

type Row = {
  readonly id: string;
  readonly email: string | null;
  readonly full_name: string;
  readonly role: string;
  readonly phone: string | null;
  readonly department_id: string | null;
  readonly department_name: string | null;
};

export function memberView({ department_id, department_name, role, ...member }: Row): MemberView {
  return {
    ...member,
    // The check constraint of the column holds the same list as the type.
    role: role as Role,
    department: department_id === null ? null : { id: department_id, name: department_name ?? "" },
  };
}

/** Refuses: not_found. */
export async function readMember(tx: Scoped, id: string): Promise<MemberView> {
  const row = await selectMembers(tx).where("member.id", "=", id).executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  return memberView(row);
}
