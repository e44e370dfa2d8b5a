import { z } from "zod";
import { id, instant, position } from "../../ids.ts";
import { limits } from "../../limits.ts";

/** Where a client stands in one conversation; without `after` it wants a fresh snapshot. */
export const standing = z.strictObject({
  conversation_id: id,
  after: z.optional(position),
  /** When the event at `after` happened, as the client was told: another journal has another one there. */
  at: z.optional(instant),
});
export type Standing = z.infer<typeof standing>;

/** Where a client stands in the list of cases; without `after` it wants the whole list. */
export const casesStanding = z.strictObject({ after: z.optional(position) });

/**
 * The first frame of every connection. Exactly one of `token` and `ticket`.
 * What was followed before a break is named here, so that returning costs one frame.
 */
export const hello = z.strictObject({
  type: z.literal("hello"),
  version: z.int(),
  token: z.optional(z.string().max(4_096)),
  ticket: z.optional(z.string().max(256)),
  /** Name and version of the client, for the operator's eyes. */
  client: z.optional(z.string().max(100)),
  language: z.optional(z.enum(["fr", "en"])),
  focused: z.optional(z.boolean()),
  /** Of which journal the positions here are; those of another one count as none. */
  epoch: z.optional(id),
  subscriptions: z.optional(z.array(standing).max(limits.subscriptions)),
  cases: z.optional(casesStanding),
  /** Whether this device wants the person's drafts, now and as they change. */
  drafts: z.optional(z.boolean()),
  /** Whether this client counts for itself what awaits the person in conversations that it follows. */
  counts: z.optional(z.boolean()),
  /** Whether this client understands frames in few bytes (`frames/brief.ts`). WebSocket only. */
  brief: z.optional(z.boolean()),
});
