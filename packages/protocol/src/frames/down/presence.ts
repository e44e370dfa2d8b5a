import { z } from "zod";
import { id, instant } from "../../ids.ts";

export const presenceEntry = z.strictObject({
  user_id: id,
  /** At least one living connection. */
  reachable: z.boolean(),
  /** Looking at the application on one of them. */
  focused: z.boolean(),
  last_seen_at: z.nullable(instant),
});
export type PresenceEntry = z.infer<typeof presenceEntry>;

/** Who is there. After `subscribed` it lists everybody reachable; then only changes. */
export const presence = z.strictObject({
  type: z.literal("presence"),
  conversation_id: id,
  people: z.array(presenceEntry),
});
