import type { CaseProgress } from "@relais/core";
import type { CaseFieldValue, CaseView, ReferenceValue } from "@relais/protocol";
import { z } from "zod";
import { prioriteOf, priorites, statutOf, statuts } from "../words.ts";
import { toPerson, wirePerson } from "./person.ts";

export const wireTicket = z.object({
  id: z.string(),
  numero: z.nullable(z.string()),
  titre: z.string(),
  description: z.string(),
  statut: z.enum(statuts),
  priorite: z.enum(priorites),
  /** The name of a category. */
  categorie: z.nullable(z.string()),
  /** The id of an equipment. */
  equipement: z.nullable(z.string()),
  equipement_nom: z.nullable(z.string()),
  /** The id of a department. */
  departement: z.nullable(z.string()),
  departement_nom: z.nullable(z.string()),
  employe: wirePerson,
  technicien: z.nullable(wirePerson),
  guidage_actif: z.boolean(),
  /** The newest step of the guidance under way. */
  etape_courante: z.nullable(z.number()),
  date_creation: z.string(),
  date_modification: z.string(),
  date_resolution: z.nullable(z.string()),
});
export type WireTicket = z.infer<typeof wireTicket>;

export function toTicket(theCase: CaseView, { guidance, done_at }: CaseProgress): WireTicket {
  const { id, number, title, description, status, priority, fields } = theCase;
  const equipment = referred(fields.equipment);
  const department = referred(fields.department);
  return {
    id,
    numero: number,
    titre: title,
    description,
    statut: statutOf(status),
    priorite: prioriteOf[priority],
    categorie: referred(fields.category)?.title ?? null,
    equipement: equipment?.id ?? null,
    equipement_nom: equipment?.title ?? null,
    departement: department?.id ?? null,
    departement_nom: department?.title ?? null,
    employe: toPerson(theCase.customer),
    technicien: theCase.assignee && toPerson(theCase.assignee),
    guidage_actif: guidance !== null,
    etape_courante: guidance?.step ?? null,
    date_creation: theCase.created_at,
    date_modification: theCase.updated_at,
    date_resolution: done_at,
  };
}

/** What a field points at. */
function referred(value: CaseFieldValue | undefined): ReferenceValue | undefined {
  return typeof value === "object" && "id" in value ? value : undefined;
}
