import { checkText, type NewGuest, type Person } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { phoneCountry, toInternational } from "../member/phone.ts";
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
  const row = guestColumns(guest, await phoneCountry(tx, organizationId));
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

/**
 * What is stored of a guest's description; numbers without a code are read by this country. With its code, or
 * unreadable, a number stays as it was told: somebody may still make sense of it. Refuses as `createGuest` does.
 */
export function guestColumns({ full_name, phone, email }: NewGuest, country: string | null) {
  const hasPhone = (phone ?? "").trim() !== "";
  const number = hasPhone ? checked("guest.phone", phone ?? "", phoneCharacters) : null;
  return {
    full_name: checked("guest.full_name", full_name.replace(/\s+/g, " "), nameCharacters),
    phone:
      number === null || number.startsWith("+")
        ? number
        : (toInternational(number, country) ?? number),
    contact_email: email?.trim() || null,
  };
}

function checked(field: string, raw: string, characters: number): string {
  const text = checkText(raw, characters);
  if (text.ok) return text.text;
  throw new RefusedError(text.code, { fields: { [field]: textHint(text.code, characters) } });
}
