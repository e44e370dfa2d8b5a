import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import type { KindRegistry } from "../kinds/registry.ts";

/** ITU-T E.164: a plus, the country, fifteen digits at most. */
const international = /^\+[1-9]\d{6,14}$/;
/** What people write between digits. */
const between = /[\s().\u00a0\u202f-]/g;

/**
 * A number as it is kept and dialled: `+22376123456`. One without a code is read by the organization's country, if it
 * named one. Refuses: invalid_body.
 */
export function checkPhone(raw: string, country: string | null): string {
  const phone = toInternational(raw, country);
  if (phone !== undefined) return phone;
  throw new RefusedError("invalid_body", {
    fields: {
      phone: {
        fr: "Écrivez le numéro avec l’indicatif du pays, comme +223 76 12 34 56.",
        en: "Write the number with its country code, such as +223 76 12 34 56.",
      },
    },
  });
}

export function toInternational(raw: string, country: string | null): string | undefined {
  const phone = raw.replace(between, "").replace(/^00/, "+");
  if (international.test(phone)) return phone;
  if (country === null || !isSupportedCountry(country)) return undefined;
  // How a country drops or keeps the zero in front is its own matter, and changes.
  const national = parsePhoneNumberFromString(phone, country);
  return national?.isPossible() === true ? national.number : undefined;
}

/** By which country numbers without a code are read. */
export async function phoneCountry(tx: Scoped, organizationId: string): Promise<string | null> {
  const { phone_country } = await tx
    .selectFrom("organization")
    .select("phone_country")
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return phone_country;
}

/** Enough to recognise one's own call list by, not enough to call: `+223 •• •• 56`. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 4)} •• •• ${phone.slice(-2)}`;
}

/** Whether a case has ended; one of a kind that this version does not know has, for whoever asks what may be told. */
export function hasEnded(
  kinds: KindRegistry,
  { kind, status }: { readonly kind: string; readonly status: string },
): boolean {
  return kinds.get(kind)?.statuses.find(({ name }) => name === status)?.ends ?? true;
}
