import type { CaseFields, CaseView } from "@relais/protocol";
import { z } from "zod";
import { toPerson, wirePerson } from "./person.ts";

/** A delivery as a room tells of it. */
export const wireDeliveryInfo = z.object({
  id: z.string(),
  tracking_number: z.nullable(z.string()),
  pickup_address: z.string(),
  delivery_address: z.string(),
  status: z.string(),
});
type WireDeliveryInfo = z.infer<typeof wireDeliveryInfo>;

export const wireDelivery = wireDeliveryInfo.extend({
  title: z.string(),
  description: z.string(),
  pickup_latitude: z.nullable(z.number()),
  pickup_longitude: z.nullable(z.number()),
  delivery_latitude: z.nullable(z.number()),
  delivery_longitude: z.nullable(z.number()),
  driver: z.nullable(wirePerson),
  client: wirePerson,
  /** Who had it sent: a merchant, or the support in their name. */
  merchant: wirePerson,
  /** Rooms of the driver with people of this delivery, as far as the caller may know of them. */
  rooms: z.array(z.object({ id: z.string(), other_user_id: z.string() })),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WireDelivery = z.infer<typeof wireDelivery>;

type Told = {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
  readonly fields: CaseFields;
};

export function toDeliveryInfo({ id, number, status, fields }: Told): WireDeliveryInfo {
  return {
    id,
    tracking_number: number,
    pickup_address: placeIn(fields, "pickup").address,
    delivery_address: placeIn(fields, "delivery").address,
    status,
  };
}

/** For this caller: rooms of others are their own affair. */
export function toDelivery(theCase: CaseView, callerId: string): WireDelivery {
  const { title, description, assignee, customer, opener, fields, created_at, updated_at } =
    theCase;
  const [pickup, delivery] = [placeIn(fields, "pickup"), placeIn(fields, "delivery")];
  return {
    ...toDeliveryInfo(theCase),
    title,
    description,
    pickup_latitude: pickup.latitude,
    pickup_longitude: pickup.longitude,
    delivery_latitude: delivery.latitude,
    delivery_longitude: delivery.longitude,
    driver: assignee && toPerson(assignee),
    client: toPerson(customer),
    merchant: toPerson(opener),
    rooms: theCase.rooms
      .filter(({ person }) => assignee?.id === callerId || person.id === callerId)
      .map(({ conversation_id, person }) => ({ id: conversation_id, other_user_id: person.id })),
    created_at,
    updated_at,
  };
}

type Place = { address: string; latitude: number | null; longitude: number | null };
const nowhere: Place = { address: "", latitude: null, longitude: null };

function placeIn(fields: CaseFields, name: string): Place {
  const value = fields[name];
  return typeof value === "object" && value !== null && "address" in value ? value : nowhere;
}
