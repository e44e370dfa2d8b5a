import { z } from "zod";
import { id } from "./ids.ts";
import { reactionEmojis } from "./reaction-emojis.ts";

export const reactionEmoji = z.enum(reactionEmojis);
export type ReactionEmoji = z.infer<typeof reactionEmoji>;

/** One reaction a person, by user id. */
export const reactions = z.record(id, reactionEmoji).meta({ id: "Reactions" });
export type Reactions = z.infer<typeof reactions>;
