import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { eraseMessage } from "./erase-message.ts";
import { lockMessage } from "./lock-message.ts";
import { mayDelete, tooLateToDelete } from "./policy.ts";

export type DeleteMessage = { readonly conversation_id: string; readonly number: number };

/**
 * Deletes a message for everybody: its sender within a day, an admin of the organization always, even
 * where nobody writes any more. Its place stays; its text is gone from the state, from every quote and
 * from the journal, in one transaction (docs/decisions/0007). Deleting it again changes nothing.
 *
 * Refuses: not_found, forbidden, message_not_found, conversation_closed, too_late, conflict.
 */
export async function deleteMessage(
  core: Core,
  actor: Actor,
  { conversation_id, number }: DeleteMessage,
): Promise<void> {
  const roster = await readableRoster(core, actor, conversation_id);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async (change) => {
      const message = await lockMessage(change.tx, conversation_id, number);
      if (!mayDelete(actor, roster, message)) throw new RefusedError("forbidden");
      if (message.deleted_at !== null) return;
      if (roster.closed && actor.role !== "admin") throw new RefusedError("conversation_closed");
      if (tooLateToDelete(actor, message, change.at)) throw new RefusedError("too_late");
      await eraseMessage(change, conversation_id, { id: message.id, number }, actor.id);
    }),
  );
}
