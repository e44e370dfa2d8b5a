import type { Equipment, Role } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";

/**
 * The equipment that this person may name in a case, by name: a customer's own and what everybody uses. With `archived`, for
 * admins, that which is named no more too. Refuses: forbidden.
 */
export async function listEquipment(
  core: Core,
  actor: Actor,
  { archived = false }: { readonly archived?: boolean | undefined } = {},
): Promise<Equipment[]> {
  if (archived) refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor.organization_id, async (tx) => {
    let query = selectEquipment(tx).orderBy("equipment.name").orderBy("equipment.id");
    if (!archived) query = query.where("equipment.archived_at", "is", null);
    if (actor.role === "customer") {
      query = query.where((where) =>
        where.or([where("holder_id", "is", null), where("holder_id", "=", actor.id)]),
      );
    }
    return (await query.execute()).map(equipmentView);
  });
}

export function selectEquipment(tx: Scoped) {
  return tx
    .selectFrom("equipment")
    .leftJoin("member as holder", "holder.id", "equipment.holder_id")
    .select([
      "equipment.id",
      "equipment.name",
      "equipment.type",
      "equipment.serial_number",
      "equipment.department_id",
      "equipment.holder_id",
      "equipment.archived_at",
      "holder.full_name",
      "holder.role",
    ]);
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly serial_number: string | null;
  readonly department_id: string | null;
  readonly holder_id: string | null;
  readonly archived_at: Date | null;
  readonly full_name: string | null;
  readonly role: string | null;
};

export function equipmentView({
  holder_id,
  full_name,
  role,
  archived_at,
  ...equipment
}: Row): Equipment {
  return {
    ...equipment,
    archived: archived_at !== null,
    holder:
      holder_id === null
        ? null
        : { id: holder_id, full_name: full_name ?? "", role: (role ?? "customer") as Role },
  };
}
