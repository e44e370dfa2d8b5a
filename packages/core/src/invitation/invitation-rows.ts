import type { Invitation, Role } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

export function selectInvitations(tx: Scoped) {
  return tx
    .selectFrom("invitation")
    .leftJoin("department", "department.id", "invitation.department_id")
    .leftJoin("member as inviter", "inviter.id", "invitation.invited_by")
    .select([
      "invitation.id",
      "invitation.role",
      "invitation.full_name",
      "invitation.email",
      "invitation.department_id",
      "department.name as department_name",
      "inviter.full_name as inviter_name",
      "invitation.created_at",
      "invitation.expires_at",
      "invitation.accepted_at",
      "invitation.withdrawn_at",
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectInvitations>["executeTakeFirstOrThrow"]>>;

export function stateOf(
  row: Pick<Row, "accepted_at" | "withdrawn_at" | "expires_at">,
  now: Date,
): Invitation["state"] {
  if (row.accepted_at !== null) return "used";
  if (row.withdrawn_at !== null) return "withdrawn";
  return row.expires_at <= now ? "expired" : "open";
}

export function invitationView(row: Row, now: Date): Invitation {
  const { department_id, department_name } = row;
  return {
    id: row.id,
    // The check constraint of the column holds the same list as the type.
    role: row.role as Role,
    full_name: row.full_name,
    email: row.email,
    department: department_id === null ? null : { id: department_id, name: department_name ?? "" },
    state: stateOf(row, now),
    invited_by: row.inviter_name,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    accepted_at: row.accepted_at?.toISOString() ?? null,
  };
}
