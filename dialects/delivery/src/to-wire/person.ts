import type { Person } from "@relais/protocol";
import { z } from "zod";
import { roles } from "../words.ts";

/** Somebody who wrote a message. */
export const wirePerson = z.object({
  id: z.string(),
  full_name: z.string(),
  role: z.string(),
  user_type: z.string(),
  profile_photo_url: z.nullable(z.string()),
});
type WirePerson = z.infer<typeof wirePerson>;

/** Somebody one speaks with: masked once the delivery has ended. */
export const wireUser = wirePerson.extend({ phone_number: z.nullable(z.string()) });
export type WireUser = z.infer<typeof wireUser>;

/** Relais keeps no pictures of people. */
export function toPerson({ id, full_name, role }: Person): WirePerson {
  return { id, full_name, role: roles[role], user_type: roles[role], profile_photo_url: null };
}

export function toUser(person: Person & { readonly phone: string | null }): WireUser {
  return { ...toPerson(person), phone_number: person.phone };
}
