import type { ReactionEmoji, Reactions } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { lockMessage } from "./lock-message.ts";
import { mayReact } from "./policy.ts";

export type ReactToMessage = {
  readonly conversation_id: string;
  readonly number: number;
  /** What the actor's one reaction is from now on; null: none. */
  readonly emoji: ReactionEmoji | null;
};

/**
 * Sets the actor's reaction to a message. What it is already is no change: said absolutely, a retry is
 * harmless.
 *
 * Refuses: not_found, forbidden, message_not_found, message_deleted, conversation_closed, conflict.
 */
export async function reactToMessage(
  core: Core,
  actor: Actor,
  { conversation_id, number, emoji }: ReactToMessage,
): Promise<void> {
  const roster = await readableRoster(core, actor, conversation_id);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async ({ tx, append }) => {
      const message = await lockMessage(tx, conversation_id, number);
      if (!mayReact(actor, roster, message)) throw new RefusedError("forbidden");
      if (message.deleted_at !== null) throw new RefusedError("message_deleted");
      const { [actor.id]: before = null, ...others } = (message.reactions ?? {}) as Reactions;
      if (before === emoji) return;
      if (roster.closed) throw new RefusedError("conversation_closed");
      const after = emoji === null ? others : { ...others, [actor.id]: emoji };
      await tx
        .updateTable("message")
        .set({ reactions: Object.keys(after).length === 0 ? null : JSON.stringify(after) })
        .where("conversation_id", "=", conversation_id)
        .where("number", "=", number)
        .execute();
      await append("conversation", conversation_id, {
        type: "reaction.set",
        actor_id: actor.id,
        data: { id: message.id, number, user_id: actor.id, emoji },
      });
    }),
  );
}
