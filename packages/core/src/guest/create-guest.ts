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
  guest: NewGuest,
): Promise<Person> {
  const row = guestColumns(guest);
  const id = newId();
  await tx
    .insertInto("member")
    .values({
      id,
      organization_id: organizationId,
      ...row,
      role: "customer",
      is_guest: true,
    })
    .execute();
  return { id, full_name: row.full_name, role: "customer" };
}

/** What is stored of a guest's description. Refuses as `createGuest` does. */
export function guestColumns({ full_name, phone, email }: NewGuest) {
  const hasPhone = (phone ?? "").trim() !== "";
  return {
    full_name: checked("guest.full_name", full_name.replace(/\s+/g, " "), nameCharacters),
    phone: hasPhone ? checked("guest.phone", phone ?? "", phoneCharacters) : null,
    contact_email: email?.trim() || null,
  };
}

function checked(field: string, raw: string, characters: number): string {
  const text = checkText(raw, characters);
  if (text.ok) return text.text;
  throw new RefusedError(text.code, { fields: { [field]: textHint(text.code, characters) } });
}
