import { clientId } from "@relais/protocol";
import { z } from "zod";

/** What a client may say: `{message, client_id?}`, without a type as the old clients do, or that somebody types. */
export const wireTyping = z.object({ type: z.literal("typing"), is_typing: z.boolean() });
export const wireMessage = z.object({ message: z.string(), client_id: z.optional(clientId) });

/** Which of both a frame means to be. */
export function schemaOf(value: unknown): typeof wireTyping | typeof wireMessage {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : null;
  return type === "typing" ? wireTyping : wireMessage;
}
