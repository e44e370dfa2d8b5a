import { z } from "zod";
import { id, instant } from "../../ids.ts";
import { person } from "../../person.ts";

/** The answer to `hello`: who you are, and the times and bounds that this server keeps. */
export const welcome = z.strictObject({
  type: z.literal("welcome"),
  version: z.int(),
  connection_id: id,
  user: person,
  server_time: instant,
  /** Which journal this is: another one than before once a backup was put back. */
  epoch: id,
  /** When the access token ends; send `token` before. */
  token_expires_at: instant,
  heartbeat_ms: z.int(),
  typing_ms: z.int(),
  limits: z.strictObject({ text_characters: z.int(), frame_bytes: z.int() }),
});
