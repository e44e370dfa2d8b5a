import { z } from "zod";
import { errors } from "../../errors.ts";
import { id, instant, position, ref } from "../../ids.ts";

/** What `send` answers, equal for the first time and for every retry. */
export const sent = z
  .strictObject({ id, number: position, seq: position, created_at: instant })
  .meta({ id: "Sent" });
export type Sent = z.infer<typeof sent>;

/** Done. For `send`: its transaction is on disk (P1). */
export const ack = z.strictObject({
  type: z.literal("ack"),
  ref,
  sent: z.optional(sent),
  /** What a `draft` that was kept, or taken away, became. */
  draft_revision: z.optional(position),
  /** The revision of the case that a `change_status` led to; absent when it was made before. */
  revision: z.optional(position),
  token_expires_at: z.optional(instant),
});

export const refusal = z
  .strictObject({
    code: z.enum(Object.keys(errors) as [keyof typeof errors]),
    message: z.string(),
    retry: z.enum(["never", "later", "sign_in"]),
    fields: z.optional(z.record(z.string(), z.string())),
    retry_after_ms: z.optional(z.int()),
  })
  .meta({ id: "Refusal" });

/** Not done, and why. `ref` is absent when the frame was too broken to have one. */
export const refused = z.strictObject({
  type: z.literal("refused"),
  ref: z.optional(ref),
  /** Set when the refusal is about one followed conversation named in `hello`. */
  conversation_id: z.optional(id),
  ...refusal.shape,
});
