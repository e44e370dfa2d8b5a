import { checkText, type Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { takeFiles } from "../file/take-files.ts";
import { newId } from "../ids.ts";
import { findSent } from "../journal/writer/resend.ts";
import { textHint } from "../text-hint.ts";

export type SendMessage = {
  readonly conversation_id: string;
  readonly text: string;
  /** Makes a retry the same message. Without it every call is a new one. */
  readonly client_id: string | null;
  /** The number of the message of the same conversation that it answers. */
  readonly reply_to?: number | null;
  /** Ids of finished uploads of the sender to this conversation; then the text may be empty. */
  readonly attachments?: readonly string[] | undefined;
};

/**
 * Writes a message: a text, files, or both. Resolves once its transaction is on disk (P1), alike for the first time and
 * for every resend under the same `client_id` (P2).
 *
 * Refuses: text_empty, text_too_long, text_forbidden_character, not_found, forbidden,
 * conversation_closed, client_id_reused, message_not_found, message_deleted, busy, and what `takeFiles`
 * refuses; file_already_sent.
 */
export async function sendMessage(core: Core, actor: Actor, message: SendMessage): Promise<Sent> {
  const ids = message.attachments ?? [];
  const checked = checkText(message.text);
  const wordless = !checked.ok && checked.code === "text_empty" && ids.length > 0;
  if (!checked.ok && !wordless)
    throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
  const roster = await writableRoster(core, actor, message.conversation_id);
  const files =
    ids.length === 0 ? undefined : await takeFiles(core, actor, message.conversation_id, ids);
  const row = {
    kind: "message",
    organization_id: roster.organization_id,
    conversation_id: roster.conversation_id,
    id: newId(),
    sender_id: actor.id,
    text: checked.ok ? checked.text : "",
    client_id: message.client_id,
    reply_to: message.reply_to ?? null,
    ...(files !== undefined && { attachments: files.attachments }),
    ...(roster.internal_of !== null && { internal_of: roster.internal_of }),
  } as const;
  if (roster.closed || files?.alreadySent) {
    // A resend of what was written before is answered as the first time.
    const sent = await findSent(core.pool, row);
    if (sent !== undefined) return sent;
    throw new RefusedError(roster.closed ? "conversation_closed" : "file_already_sent");
  }
  return new Promise((settle, fail) => {
    core.journal.writer.submit({ ...row, settle, fail });
  });
}
