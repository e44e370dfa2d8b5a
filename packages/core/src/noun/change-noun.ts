import type {
  AuditValues,
  Category,
  ChangeEquipment,
  ChangeName,
  Department,
  Equipment,
} from "@relais/protocol";
import { sql } from "kysely";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import { selectCategories } from "../category/list-categories.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { selectDepartments } from "../department/list-departments.ts";
import { refuseUnknown } from "../equipment/create-equipment.ts";
import { equipmentView, selectEquipment } from "../equipment/list-equipment.ts";
import { RefusedError } from "../errors.ts";
import { uniqueName } from "../unique-name.ts";
import type { Noun } from "./is-used.ts";

/**
 * Renames a department, or takes it out of the archive (`archived: false`). Cases keep the name of then. For admins.
 *
 * Refuses: forbidden, not_found, invalid_body (there is one of that name).
 */
export function changeDepartment(
  core: Core,
  actor: Actor,
  id: string,
  change: ChangeName,
): Promise<Department> {
  return uniqueName("name", "department_name", () =>
    changing(core, actor, async (tx) => {
      await changeNoun(core, tx, actor, { noun: "department", id, ...change });
      return selectDepartments(tx).where("id", "=", id).executeTakeFirstOrThrow();
    }),
  );
}

/** The same of a category, whose kind stays. */
export function changeCategory(
  core: Core,
  actor: Actor,
  id: string,
  change: ChangeName,
): Promise<Category> {
  return uniqueName("name", "category_name", () =>
    changing(core, actor, async (tx) => {
      await changeNoun(core, tx, actor, { noun: "category", id, ...change });
      return selectCategories(tx).where("id", "=", id).executeTakeFirstOrThrow();
    }),
  );
}

/** The same of an equipment. Refuses also: invalid_body (a department or a holder that there is not, a serial number taken). */
export function changeEquipment(
  core: Core,
  actor: Actor,
  id: string,
  change: ChangeEquipment,
): Promise<Equipment> {
  return uniqueName("serial_number", "equipment_serial_number", () =>
    changing(core, actor, async (tx) => {
      const before = await selectEquipment(tx).where("equipment.id", "=", id).executeTakeFirst();
      const { department_id, holder_id } = change;
      // What it has already stays with it, though it is archived or gone.
      if (department_id !== before?.department_id)
        await refuseUnknown(tx, "department", "department_id", department_id ?? null);
      if (holder_id !== before?.holder_id)
        await refuseUnknown(tx, "person", "holder_id", holder_id ?? null);
      await changeNoun(core, tx, actor, { noun: "equipment", id, ...change });
      const after = await selectEquipment(tx)
        .where("equipment.id", "=", id)
        .executeTakeFirstOrThrow();
      return equipmentView(after);
    }),
  );
}

function changing<Result>(core: Core, actor: Actor, work: (tx: Scoped) => Promise<Result>) {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, work);
}

type Change = {
  readonly noun: Noun;
  readonly id: string;
  readonly archived?: false | undefined;
} & {
  readonly [column: string]: AuditValues[string] | undefined;
};

async function changeNoun(
  core: Core,
  tx: Scoped,
  actor: Actor,
  { noun, id, archived, ...values }: Change,
): Promise<void> {
  const row: { archived_at: Date | null; [column: string]: unknown } | undefined = await tx
    .selectFrom(noun)
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  const restored = archived === false && row.archived_at !== null;
  const changed = Object.entries(values).filter(
    ([column, value]) => value !== undefined && value !== row[column],
  );
  const columns = [...changed, ...(restored ? [["archived_at", null] as const] : [])];
  if (columns.length === 0) return;
  const settings = columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  await sql`update ${sql.table(noun)} set ${sql.join(settings)} where id = ${id}`.execute(tx);
  const at = core.now();
  const subject = { id, name: String(values.name ?? row.name) };
  if (restored) await record(tx, at, actor, { action: `${noun}.restored`, subject });
  if (changed.length === 0) return;
  const before = Object.fromEntries(changed.map(([column]) => [column, row[column]]));
  await record(tx, at, actor, {
    action: `${noun}.changed`,
    subject,
    before: await withNames(tx, before as AuditValues),
    after: await withNames(tx, Object.fromEntries(changed) as AuditValues),
  });
}

/** What a column refers to is written into the log by its name of then: an id says nothing to whoever reads it. */
async function withNames(
  tx: Scoped,
  { department_id, holder_id, ...values }: AuditValues,
): Promise<AuditValues> {
  return {
    ...values,
    ...(department_id !== undefined && {
      department: await nameIn(tx, "department", "name", department_id),
    }),
    ...(holder_id !== undefined && { holder: await nameIn(tx, "member", "full_name", holder_id) }),
  };
}

async function nameIn(
  tx: Scoped,
  table: "department" | "member",
  column: "name" | "full_name",
  id: AuditValues[string],
): Promise<string | null> {
  if (id === null) return null;
  const { rows } = await sql<{ name: string }>`
    select ${sql.ref(column)} as name from ${sql.table(table)} where id = ${id}`.execute(tx);
  return rows[0]?.name ?? null;
}
