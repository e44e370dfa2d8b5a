import { z } from "zod";
import { openingHours } from "./http/nouns.ts";

/** A day on which an organization stays closed, whatever the week says. */
export const closedDay = z.strictObject({
  day: z.iso.date(),
  /** Why, as people call it: « Tabaski ». */
  title: z.string().max(80),
});

/** By which clock an organization lives, and when it is open. */
export const organizationHours = z
  .strictObject({
    /** Of the IANA database: `Africa/Bamako`. */
    time_zone: z.string().min(1).max(64),
    /** A span that closes at 00:00 lasts until midnight. Null: it never closes. */
    weekly: z.nullable(openingHours),
    closed_days: z.array(closedDay).max(200),
  })
  .meta({ id: "OrganizationHours" });
export type OrganizationHours = z.infer<typeof organizationHours>;
