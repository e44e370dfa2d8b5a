import { clientId, id, newGuest, priorities } from "@relais/protocol";
import { z } from "zod";

/** An address that may be left out, or empty, as forms send it. */
const email = z
  .union([z.literal(""), z.email().max(254)])
  .nullish()
  .transform((given) => (given === "" ? null : (given ?? null)));

/** A customer without an account, as every call here describes them. */
export const customer = {
  customer_name: newGuest.shape.full_name,
  customer_email: email,
  customer_phone: z.nullish(z.string().max(40)),
};
export const priority = z.nullish(z.enum(priorities));
export const maybeId = z.nullish(id);
export const maybeClientId = z.nullish(clientId);

type Described = {
  readonly customer_name: string;
  readonly customer_email: string | null;
  readonly customer_phone?: string | null | undefined;
};

export function guestOf({ customer_name, customer_email, customer_phone = null }: Described) {
  return { full_name: customer_name, email: customer_email, phone: customer_phone };
}
