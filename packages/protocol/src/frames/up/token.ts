import { z } from "zod";
import { ref } from "../../ids.ts";

/** Renews the authentication of a living connection before its access token ends. */
export const token = z.strictObject({
  type: z.literal("token"),
  ref,
  token: z.string().max(4_096),
});
