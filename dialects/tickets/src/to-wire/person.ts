import type { Person } from "@relais/protocol";
import { z } from "zod";
import { roles } from "../words.ts";

export const wirePerson = z.object({ id: z.string(), full_name: z.string(), role: z.string() });
export type WirePerson = z.infer<typeof wirePerson>;

export function toPerson({ id, full_name, role }: Person): WirePerson {
  return { id, full_name, role: roles[role] };
}
