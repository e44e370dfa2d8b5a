import { checkText, type LinkPreview, previewedLink } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { lockActive } from "../guidance/session-rows.ts";
import { openStepOf } from "../guidance/step-rows.ts";
import { change } from "../journal/append.ts";
import { dropPreview } from "../link/keep-preview.ts";
import { textHint } from "../text-hint.ts";
import { lockMessage } from "./lock-message.ts";
import { mayEdit, tooLateToEdit } from "./policy.ts";

export type EditMessage = {
  readonly conversation_id: string;
  readonly number: number;
  readonly text: string;
};

/**
 * Rewrites the actor's own message, up to 15 minutes after it was written. The text that it has already
 * is no change, so the same request again is answered alike, however late.
 *
 * Refuses: text_empty, text_too_long, text_forbidden_character, not_found, forbidden,
 * message_not_found, message_deleted, conversation_closed, guidance_writing, too_late, conflict.
 */
export async function editMessage(core: Core, actor: Actor, edit: EditMessage): Promise<void> {
  const checked = checkText(edit.text);
  if (!checked.ok)
    throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
  const { conversation_id, number } = edit;
  const roster = await readableRoster(core, actor, conversation_id);
  await core.journal.turns.run(conversation_id, () =>
    change(core, actor, async ({ tx, at, append, nextSeq }) => {
      const message = await lockMessage(tx, conversation_id, number);
      if (!mayEdit(actor, roster, message)) throw new RefusedError("forbidden");
      if (message.deleted_at !== null) throw new RefusedError("message_deleted");
      if (message.text === checked.text) return;
      if (roster.closed) throw new RefusedError("conversation_closed");
      const guidance = await lockActive(tx, conversation_id);
      if (guidance?.guided_id === actor.id) {
        const open = await openStepOf(tx, guidance.id);
        if (open?.result !== "help") throw new RefusedError("guidance_writing");
      }
      if (tooLateToEdit(message, at)) throw new RefusedError("too_late");
      const seq = await nextSeq(conversation_id);
      await tx
        .updateTable("message")
        .set({
          text: checked.text,
          edited_at: at,
          edit_seqs: sql`edit_seqs || ${seq}::bigint`,
        })
        .where("conversation_id", "=", conversation_id)
        .where("number", "=", number)
        .execute();
      const preview = message.preview as LinkPreview | null;
      // As the fold does: a card stays with its link.
      if (preview !== null && preview.link !== previewedLink(checked.text)) {
        await dropPreview(tx, conversation_id, { id: message.id, number });
      }
      await append("conversation", conversation_id, {
        type: "message.edited",
        actor_id: actor.id,
        data: { id: message.id, number, text: checked.text },
      });
    }),
  );
}
