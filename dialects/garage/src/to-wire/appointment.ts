import type { CaseView } from "@relais/protocol";
import { z } from "zod";
import { toPerson, wirePerson } from "./person.ts";

export const wireAppointment = z.object({
  _id: z.string(),
  number: z.nullable(z.string()),
  status: z.string(),
  /** The person of the garage, to whom one writes. */
  garageId: z.nullable(z.string()),
  clientId: z.string(),
  client: wirePerson,
  garage: z.nullable(wirePerson),
  startsAt: z.nullable(z.string()),
  service: z.string(),
  vehicle: z.nullable(z.string()),
  notes: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export function toAppointment(one: CaseView): z.infer<typeof wireAppointment> {
  const { starts_at, vehicle } = one.fields;
  return {
    _id: one.id,
    number: one.number,
    status: one.status,
    garageId: one.assignee?.id ?? null,
    clientId: one.customer.id,
    client: toPerson(one.customer),
    garage: one.assignee === null ? null : toPerson(one.assignee),
    startsAt: typeof starts_at === "string" ? starts_at : null,
    service: one.title,
    vehicle: typeof vehicle === "string" ? vehicle : null,
    notes: one.description,
    createdAt: one.created_at,
    updatedAt: one.updated_at,
  };
}
