import { RefusedError } from "../errors.ts";
import type { KindRegistry } from "../kinds/registry.ts";

/** ITU-T E.164: a plus, the country, fifteen digits at most. */
const international = /^\+[1-9]\d{6,14}$/;
/** What people write between digits. */
const between = /[\s().\u00a0\u202f-]/g;

/** A number as it is kept and dialled: `+22376123456`. Refuses: invalid_body. */
export function checkPhone(raw: string): string {
  const phone = raw.replace(between, "").replace(/^00/, "+");
  if (international.test(phone)) return phone;
  throw new RefusedError("invalid_body", {
    fields: {
      phone: {
        fr: "Écrivez le numéro avec l’indicatif du pays, comme +223 76 12 34 56.",
        en: "Write the number with its country code, such as +223 76 12 34 56.",
      },
    },
  });
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
