import type { Workplace } from "@relais/protocol";
import { z } from "zod";

export const wireGarage = z.object({
  _id: z.string(),
  /** Whom to write to. */
  userId: z.string(),
  name: z.string(),
  description: z.string(),
  address: z.nullable(z.string()),
  latitude: z.nullable(z.number()),
  longitude: z.nullable(z.number()),
  services: z.array(z.string()),
  openingHours: z.unknown(),
});

/** A garage is known by the person who speaks for it. */
export function toGarage({
  person,
  about,
  opening_hours,
  ...place
}: Workplace): z.infer<typeof wireGarage> {
  return {
    _id: person.id,
    userId: person.id,
    name: place.name,
    description: about,
    address: place.address,
    latitude: place.latitude,
    longitude: place.longitude,
    services: [...place.services],
    openingHours: opening_hours,
  };
}
