import { checkText, type NewGuest, type Person } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { textHint } from "../text-hint.ts";

const nameCharacters = 120;

/**
 * A customer without an account. Two cases of one person have two guests: what is told about one case
 * must not open the other.
 *
 * Refuses: the text codes, naming `guest.full_name`.
 */
export async function createGuest(
  tx: Scoped,
  organizationId: string,
  { full_name, phone, email }: NewGuest,
): Promise<Person> {
  const name = checkText(full_name.replace(/\s+/g, " "), nameCharacters);
  if (!name.ok) {
    const fields = { "guest.full_name": textHint(name.code, nameCharacters) };
    throw new RefusedError(name.code, { fields });
  }
  const id = newId();
  await tx
    .insertInto("member")
    .values({
      id,
      organization_id: organizationId,
      full_name: name.text,
      role: "customer",
      is_guest: true,
      phone: phone?.trim() || null,
      contact_email: email?.trim() || null,
    })
    .execute();
  return { id, full_name: name.text, role: "customer" };
}
