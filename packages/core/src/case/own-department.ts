import type { FieldInputs } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import type { Kind } from "../kinds/kind.ts";

/** Where a kind asks for a department and nobody named one, it is that of the customer. */
export async function withOwnDepartment(
  tx: Scoped,
  kind: Kind,
  customerId: string,
  inputs: FieldInputs,
): Promise<FieldInputs> {
  const field = kind.fields.find(({ type, asked }) => type === "department" && asked);
  if (field === undefined || inputs[field.name] !== undefined) return inputs;
  const customer = await tx
    .selectFrom("member")
    .select("department_id")
    .where("id", "=", customerId)
    .executeTakeFirst();
  const own = customer?.department_id ?? null;
  return own === null ? inputs : { ...inputs, [field.name]: own };
}
