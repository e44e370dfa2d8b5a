import { z } from "zod";
import { clientId } from "../ids.ts";
import { destination, measured, shareLength } from "../position.ts";

export const sendPositionBody = measured.extend({ client_id: z.optional(clientId) });

export const startShareBody = z.strictObject({
  until: shareLength,
  destination: z.optional(z.nullable(destination)),
});
export type StartShare = z.infer<typeof startShareBody>;
