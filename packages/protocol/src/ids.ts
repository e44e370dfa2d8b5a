import { z } from "zod";
import { limits } from "./limits.ts";

/** Opaque to clients; a UUIDv7 inside. */
export const id = z.uuid().meta({ description: "An id that this API returned." });

/** Names one intention of its sender: the same id again is the same message, never a second one. */
export const clientId = z
  .string()
  .min(1)
  .max(limits.clientIdCharacters)
  .regex(/^[A-Za-z0-9._:-]+$/, "Use letters, digits and . _ : - only.")
  .meta({ description: "Chosen by the sender, unique among its messages of one conversation." });

/** A position in a journal: 0 before the first event. */
export const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Reference of a request on one connection; the answer repeats it. */
export const ref = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** There is no year 0: PostgreSQL knows none, and nobody means one. */
export const isInCalendar = (text: string): boolean =>
  Date.parse(text) >= Date.parse("0001-01-01T00:00:00Z");

export const instant = z.iso
  .datetime()
  .refine(isInCalendar)
  .meta({ description: "ISO 8601, UTC." });
