import { type LinkPreview, previewedLink } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { change } from "../journal/append.ts";
import { lockMessage } from "../message/lock-message.ts";

export type KeepPreview = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly number: number;
  readonly preview: LinkPreview;
};

/**
 * Gives a message the card of its first link, as an event of its journal. Does nothing when the message was
 * deleted meanwhile, or speaks of another link, or has the card: a repetition changes nothing.
 */
export async function keepPreview(core: Core, kept: KeepPreview): Promise<void> {
  const { organization_id, conversation_id, number, preview } = kept;
  await core.journal.turns.run(conversation_id, () =>
    change(core, organization_id, async ({ tx, append, nextSeq }) => {
      const message = await lockMessage(tx, conversation_id, number);
      if (message.deleted_at !== null || previewedLink(message.text) !== preview.link) return;
      if ((message.preview as LinkPreview | null)?.link === preview.link) return;
      const seq = await nextSeq(conversation_id);
      await tx
        .updateTable("message")
        .set({
          preview: JSON.stringify(preview),
          preview_seqs: sql`preview_seqs || ${seq}::bigint`,
        })
        .where("conversation_id", "=", conversation_id)
        .where("number", "=", number)
        .execute();
      if (preview.picture !== null) {
        await tx
          .updateTable("file")
          .set({ message_id: message.id })
          .where("id", "=", preview.picture.id)
          .where("state", "=", "ready")
          .execute();
      }
      await append("conversation", conversation_id, {
        type: "message.previewed",
        actor_id: null,
        data: { id: message.id, number, preview },
      });
    }),
  );
}

/** Takes the card from a message whose text no longer has its link, within the change of that text. */
export async function dropPreview(
  tx: Scoped,
  conversationId: string,
  message: { readonly id: string; readonly number: number },
): Promise<void> {
  await tx
    .updateTable("message")
    .set({ preview: null })
    .where("conversation_id", "=", conversationId)
    .where("number", "=", message.number)
    .execute();
  await tx
    .updateTable("file")
    .set({ message_id: null, state: "erasing" })
    .where("conversation_id", "=", conversationId)
    .where("message_id", "=", message.id)
    .where("purpose", "=", "preview")
    .execute();
}
