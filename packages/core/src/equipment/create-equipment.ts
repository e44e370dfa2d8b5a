import type { Equipment, EquipmentBody } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { findReferred } from "../case/refer.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { uniqueName } from "../unique-name.ts";
import { equipmentView, selectEquipment } from "./list-equipment.ts";

/**
 * Adds an equipment. Refuses: forbidden (admins do), invalid_body (a department or a holder that there is not, a
 * serial number taken).
 */
export function createEquipment(
  core: Core,
  actor: Actor,
  { name, type, serial_number = null, department_id = null, holder_id = null }: EquipmentBody,
): Promise<Equipment> {
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  return uniqueName("serial_number", "equipment_serial_number", () =>
    inOrganization(core.db, actor.organization_id, async (tx) => {
      await refuseUnknown(tx, "department", "department_id", department_id);
      await refuseUnknown(tx, "person", "holder_id", holder_id);
      const id = newId();
      const { organization_id } = actor;
      await tx
        .insertInto("equipment")
        .values({ id, organization_id, name, type, serial_number, department_id, holder_id })
        .execute();
      const row = await selectEquipment(tx)
        .where("equipment.id", "=", id)
        .executeTakeFirstOrThrow();
      await record(tx, core.now(), actor, {
        action: "equipment.created",
        subject: { id, name },
        after: { type, serial_number },
      });
      return equipmentView(row);
    }),
  );
}

/** Refuses: invalid_body, naming the field, of what the organization has not or chooses no more. */
export async function refuseUnknown(
  tx: Scoped,
  type: "department" | "person",
  field: string,
  id: string | null,
): Promise<void> {
  if (id === null) return;
  const found = await findReferred(tx, type, id, { kind: "", customerId: id });
  if (found !== undefined) return;
  throw new RefusedError("invalid_body", {
    fields: { [field]: say("Cela n’existe pas ici.", "There is no such thing here.") },
  });
}
