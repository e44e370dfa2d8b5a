import type { Conversation } from "@relais/client";

/** Where pictures come from: the messages of a conversation, or the proofs of a case. */
export type PictureSource = Pick<Conversation, "fileAddress" | "picture">;
