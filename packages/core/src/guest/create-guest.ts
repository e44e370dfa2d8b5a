import { checkText, type NewGuest, type Person } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { textHint } from "../text-hint.ts";

const nameCharacters = 120;
const phoneCharacters = 40;

/**
 * A customer without an account. Two cases of one person have two guests: what is told about one case
 * must not open the other.
 *
 * Refuses: the text codes, naming `guest.full_name` or `guest.phone`.
 */
export async function createGuest(
  tx: Scoped,
  organizationId: string,
  { full_name, phone, email }: NewGuest,
): Promise<Person> {
  const name = checked("guest.full_name", full_name.replace(/\s+/g, " "), nameCharacters);
  const hasPhone = (phone ?? "").trim() !== "";
  const id = newId();
  await tx
    .insertInto("member")
    .values({
      id,
      organization_id: organizationId,
      full_name: name,
      role: "customer",
      is_guest: true,
      phone: hasPhone ? checked("guest.phone", phone ?? "", phoneCharacters) : null,
      contact_email: email?.trim() || null,
    })
    .execute();
  return { id, full_name: name, role: "customer" };
}

function checked(field: string, raw: string, characters: number): string {
  const text = checkText(raw, characters);
  if (text.ok) return text.text;
  throw new RefusedError(text.code, { fields: { [field]: textHint(text.code, characters) } });
}
