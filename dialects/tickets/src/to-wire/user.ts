import type { MemberView } from "@relais/core";
import { z } from "zod";
import { roles } from "../words.ts";

export const wireUser = z.object({
  id: z.string(),
  email: z.nullable(z.string()),
  full_name: z.string(),
  role: z.string(),
  /** The id of a department. */
  departement: z.nullable(z.string()),
  departement_nom: z.nullable(z.string()),
  telephone: z.nullable(z.string()),
});
export type WireUser = z.infer<typeof wireUser>;

export function toUser(member: MemberView): WireUser {
  const { id, email, full_name, role, department, phone } = member;
  return {
    id,
    email,
    full_name,
    role: roles[role],
    departement: department?.id ?? null,
    departement_nom: department?.name ?? null,
    telephone: phone,
  };
}
