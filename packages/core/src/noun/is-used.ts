import { type RawBuilder, sql } from "kysely";
import type { Scoped } from "../database/scope.ts";

export type Noun = "department" | "category" | "equipment";

const inOrganizationOf: Record<Noun, (id: string) => readonly RawBuilder<boolean>[]> = {
  department: (id) => [
    sql`exists (select from member where department_id = ${id})`,
    sql`exists (select from invitation where department_id = ${id})`,
    sql`exists (select from equipment where department_id = ${id})`,
  ],
  category: () => [],
  equipment: () => [],
};

/** Whether anything of the organization names it: a case in one of its fields, a person, an equipment. */
export async function isUsed(
  tx: Scoped,
  noun: Noun,
  organizationId: string,
  id: string,
): Promise<boolean> {
  const variable = sql`jsonb_build_object('id', ${id}::text)`;
  const names = (column: "fields" | "internal_fields") =>
    sql<boolean>`jsonb_path_exists(${sql.ref(column)}, '$.*.id ? (@ == $id)', ${variable})`;
  const inCases = sql<boolean>`exists (select from service_case where organization_id = ${organizationId}
    and (${names("fields")} or ${names("internal_fields")}))`;
  for (const used of [...inOrganizationOf[noun](id), inCases]) {
    const { rows } = await sql<{ used: boolean }>`select ${used} as used`.execute(tx);
    if (rows[0]?.used) return true;
  }
  return false;
}
