import type { CaseView } from "@relais/protocol";
import { z } from "zod";
import { toPerson, wirePerson } from "./person.ts";

export const wireRequest = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  address: z.nullable(z.string()),
  latitude: z.nullable(z.number()),
  longitude: z.nullable(z.number()),
  priority: z.string(),
  status: z.string(),
  client: wirePerson,
  technician: z.nullable(wirePerson),
  conversation_id: z.nullable(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WireRequest = z.infer<typeof wireRequest>;

export function toRequest(theCase: CaseView): WireRequest {
  const { id, title, description, address, latitude, longitude, priority, status } = theCase;
  const { customer, assignee, conversation_id, created_at, updated_at } = theCase;
  return {
    id,
    title,
    description,
    address,
    latitude,
    longitude,
    priority,
    status,
    client: toPerson(customer),
    technician: assignee && toPerson(assignee),
    conversation_id,
    created_at,
    updated_at,
  };
}
