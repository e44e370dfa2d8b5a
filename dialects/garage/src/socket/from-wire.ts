import { id } from "@relais/protocol";
import { z } from "zod";
import { newMessage } from "../messages/send.ts";

/** What a client may say, by the name of its event. */
export const wireEvents = {
  /** The other person's id, or a conversation's. */
  "join-room": id,
  "send-message": newMessage,
  typing: z.object({ receiverId: id, isTyping: z.boolean() }),
  "mark-read": z.object({ senderId: id }),
};
export type WireEvents = { [Name in keyof typeof wireEvents]: z.infer<(typeof wireEvents)[Name]> };
