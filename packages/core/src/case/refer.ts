import type { CaseFieldType, ReferenceValue } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";

export const referenceTypes = [
  "equipment",
  "department",
  "category",
  "warranty",
  "person",
] as const satisfies readonly CaseFieldType[];
export type ReferenceType = (typeof referenceTypes)[number];

export const isReference = (type: CaseFieldType): type is ReferenceType =>
  referenceTypes.some((one) => one === type);

export type About = { readonly kind: string; readonly customerId: string };

/**
 * What a field points at, with its name of now; undefined when this organization has none such or chooses it no
 * more, or when it is somebody else's: a warranty is its customer's, an equipment its holder's or everybody's.
 */
export async function findReferred(
  tx: Scoped,
  type: ReferenceType,
  id: string,
  { kind, customerId }: About,
): Promise<ReferenceValue | undefined> {
  switch (type) {
    case "department": {
      const row = await tx
        .selectFrom("department")
        .select(["id", "name as title"])
        .where("id", "=", id)
        .where("archived_at", "is", null)
        .executeTakeFirst();
      return row;
    }
    case "category": {
      const row = await tx
        .selectFrom("category")
        .select(["id", "name as title"])
        .where("id", "=", id)
        .where("archived_at", "is", null)
        .where("kind", "=", kind)
        .executeTakeFirst();
      return row;
    }
    case "equipment": {
      const row = await tx
        .selectFrom("equipment")
        .select(["id", "name as title"])
        .where("id", "=", id)
        .where("archived_at", "is", null)
        .where((where) =>
          where.or([where("holder_id", "is", null), where("holder_id", "=", customerId)]),
        )
        .executeTakeFirst();
      return row;
    }
    case "warranty": {
      const row = await tx
        .selectFrom("warranty")
        .select(["id", "number", "product"])
        .where("id", "=", id)
        .where("customer_id", "=", customerId)
        .executeTakeFirst();
      return row && { id: row.id, title: `${row.product} (${row.number})` };
    }
    case "person": {
      const row = await tx
        .selectFrom("member")
        .select(["id", "full_name as title"])
        .where("id", "=", id)
        .where("active", "=", true)
        .where("is_service", "=", false)
        .executeTakeFirst();
      return row;
    }
  }
}
