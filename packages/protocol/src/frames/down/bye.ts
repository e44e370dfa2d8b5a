import { z } from "zod";
import { closes } from "../../close-codes.ts";

/** The last frame before the server closes. WebSocket says the same with its close code. */
export const bye = z.strictObject({
  type: z.literal("bye"),
  reason: z.enum(Object.keys(closes) as [keyof typeof closes]),
  code: z.int(),
  reconnect: z.boolean(),
  after_ms: z.optional(z.int()),
});
