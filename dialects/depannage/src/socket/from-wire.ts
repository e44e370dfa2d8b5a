import { clientId } from "@relais/protocol";
import { z } from "zod";

/** What a client may say; anything else in a frame is passed over, as the old server did. */
export const wireFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message"),
    content: z.string(),
    client_id: z.optional(clientId),
  }),
  z.object({ type: z.literal("typing"), is_typing: z.boolean() }),
  z.object({ type: z.literal("read"), message_ids: z.optional(z.array(z.string()).max(200)) }),
  z.object({
    type: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    heading: z.nullish(z.number()),
    speed: z.nullish(z.number()),
  }),
]);
export type WireFrame = z.infer<typeof wireFrame>;
