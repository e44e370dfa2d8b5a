import type { Account, Language, Role } from "@relais/protocol";
import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

export function selectAccounts(tx: Scoped) {
  return tx
    .selectFrom("member")
    .leftJoin("department", "department.id", "member.department_id")
    .select([
      "member.id",
      "member.full_name",
      "member.email",
      "member.phone",
      "member.role",
      "member.language",
      "member.active",
      "member.created_at",
      "member.deactivated_at",
      "member.department_id",
      "department.name as department_name",
      sql<Date | null>`(select max(s.last_used_at) from sign_in s where s.member_id = member.id)`.as(
        "last_seen_at",
      ),
      sql<number>`(select count(*)::integer from service_case c
        where c.assignee_id = member.id and not c.ended)`.as("open_cases"),
    ])
    .where("member.is_guest", "=", false)
    .where("member.is_service", "=", false);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAccounts>["executeTakeFirstOrThrow"]>>;

export function accountView({ department_id, department_name, ...row }: Row): Account {
  return {
    id: row.id,
    full_name: row.full_name,
    email: row.email ?? "",
    phone: row.phone,
    // The check constraints of the columns hold the same lists as the types.
    role: row.role as Role,
    language: row.language as Language,
    department: department_id === null ? null : { id: department_id, name: department_name ?? "" },
    active: row.active,
    created_at: row.created_at.toISOString(),
    deactivated_at: row.deactivated_at?.toISOString() ?? null,
    last_seen_at: row.last_seen_at?.toISOString() ?? null,
    open_cases: row.open_cases,
  };
}

/** Refuses: not_found. */
export async function readAccount(tx: Scoped, id: string): Promise<Account> {
  const row = await selectAccounts(tx).where("member.id", "=", id).executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  return accountView(row);
}

/** The same, held until the end of the transaction: of two who change it at once, one waits. Refuses: not_found. */
export async function holdAccount(tx: Scoped, id: string): Promise<Account> {
  await tx
    .selectFrom("member")
    .select("id")
    .where("id", "=", id)
    .where("is_guest", "=", false)
    .where("is_service", "=", false)
    .forNoKeyUpdate()
    .execute();
  return readAccount(tx, id);
}
