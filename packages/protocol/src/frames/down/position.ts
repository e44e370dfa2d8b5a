import { z } from "zod";
import { id } from "../../ids.ts";
import { arrival, fix } from "../../position.ts";

/** Where a person who shares is. The newest replaces the one before; after `subscribed`, the last known. */
export const positionDown = z.strictObject({
  type: z.literal("position"),
  conversation_id: id,
  share_id: id,
  user_id: id,
  fix,
  /** When they arrive; null without a destination, or while nothing can be said. */
  arrival: z.nullable(arrival),
});
