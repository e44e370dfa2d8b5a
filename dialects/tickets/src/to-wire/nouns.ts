import type { Department, Equipment } from "@relais/protocol";
import { z } from "zod";

export const wireDepartment = z.object({ id: z.string(), nom: z.string() });

export function toDepartment({ id, name }: Department): z.infer<typeof wireDepartment> {
  return { id, nom: name };
}

export const wireEquipment = z.object({
  id: z.string(),
  nom: z.string(),
  type: z.string(),
  numero_serie: z.nullable(z.string()),
  /** The id of a department. */
  departement: z.nullable(z.string()),
});

export function toEquipment(one: Equipment): z.infer<typeof wireEquipment> {
  const { id, name, type, serial_number, department_id } = one;
  return { id, nom: name, type, numero_serie: serial_number, departement: department_id };
}
