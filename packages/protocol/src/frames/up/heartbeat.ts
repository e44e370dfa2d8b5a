import { z } from "zod";

export const ping = z.strictObject({ type: z.literal("ping") });
export const pong = z.strictObject({ type: z.literal("pong") });
