import { z } from "zod";
import { id, instant } from "./ids.ts";

/** A point of the earth, WGS 84, in degrees. What is out of range is refused and counted by core. */
export const point = z.strictObject({ latitude: z.number(), longitude: z.number() });
export type Point = z.infer<typeof point>;

/** A measured place. `accuracy_m`: the radius in metres within which the device believes to be. */
export const measured = point.extend({ accuracy_m: z.number() });

export type Measured = z.infer<typeof measured>;

/** A place as the server passes it on; `at` is the server's clock minus the age of the measure. */
export const fix = measured.extend({ at: instant }).meta({ id: "Fix" });
export type Fix = z.infer<typeof fix>;

export const shareLengths = ["15_minutes", "1_hour", "8_hours", "arrival"] as const;
export const shareLength = z.enum(shareLengths);
export type ShareLength = z.infer<typeof shareLength>;

/**
 * Where a share leads: the place of the case, or a person who shares their position too. Never
 * coordinates: what moves is not journaled.
 */
export const destination = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("case") }),
  z.strictObject({ type: z.literal("person"), user_id: id }),
]);
export type Destination = z.infer<typeof destination>;

/** Someone shows where they are until `ends_at`, or until one of the other ends comes first. */
export const positionShare = z
  .strictObject({
    id,
    user_id: id,
    until: shareLength,
    destination: z.nullable(destination),
    started_at: instant,
    ends_at: instant,
  })
  .meta({ id: "PositionShare" });
export type PositionShare = z.infer<typeof positionShare>;

/** `stopped`: by the person, or because they signed out. `closed`: the case ended. */
export const shareEnds = ["stopped", "time", "arrived", "closed"] as const;
export type ShareEnd = (typeof shareEnds)[number];

/**
 * Why a position was not taken. `null_island`: (0,0), which devices say when they know nothing.
 * `backwards`, `duplicate`: its measure is not newer than the last one, by the device's own clock.
 */
export const fixFaults = [
  "out_of_range",
  "null_island",
  "inaccurate",
  "stale",
  "duplicate",
  "backwards",
  "jump",
] as const;
export type FixFault = (typeof fixFaults)[number];

/** When somebody arrives, in seconds from now: a range, because a road is not a ruler. */
export const arrival = z
  .strictObject({ distance_m: z.int().min(0), from_s: z.int().min(0), to_s: z.int().min(0) })
  .meta({ id: "Arrival" });
export type Arrival = z.infer<typeof arrival>;
