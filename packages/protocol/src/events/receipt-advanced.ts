import { z } from "zod";
import { receipt } from "../conversation.ts";
import { id } from "../ids.ts";

/** A participant received or read further. Absolute message numbers, not steps. */
export const receiptAdvanced = z.strictObject({
  type: z.literal("receipt.advanced"),
  data: z.strictObject({ user_id: id, ...receipt.shape }),
});
