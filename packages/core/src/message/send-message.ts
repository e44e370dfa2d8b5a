import { checkText, type Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { takeFiles } from "../file/take-files.ts";
import { newId } from "../ids.ts";
import type { MessageItem } from "../journal/writer/item.ts";
import { findSent } from "../journal/writer/resend.ts";
import { takeStep } from "../quick-answer/take-step.ts";
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
  /** The one-tap answer that it is; the step that it carries is taken after it. */
  readonly quick_answer?: string | undefined;
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
  const { attachments: ids = [], conversation_id, quick_answer } = message;
  const text = textOf(message.text, ids.length > 0);
  const roster = await writableRoster(core, actor, conversation_id);
  const files = ids.length === 0 ? undefined : await takeFiles(core, actor, conversation_id, ids);
  const row = {
    kind: "message",
    organization_id: roster.organization_id,
    conversation_id: roster.conversation_id,
    id: newId(),
    sender_id: actor.id,
    text,
    client_id: message.client_id,
    reply_to: message.reply_to ?? null,
    ...(files !== undefined && { attachments: files.attachments }),
    ...(roster.internal_of !== null && { internal_of: roster.internal_of }),
    ...(quick_answer !== undefined && { quick_answer }),
  } as const;
  if (roster.closed) return sentBefore(core, row, "conversation_closed");
  if (files?.alreadySent) return sentBefore(core, row, "file_already_sent");
  const written = new Promise<Sent>((settle, fail) => {
    core.journal.writer.submit({ ...row, settle, fail });
  });
  if (quick_answer === undefined) return written;
  const sent = await written;
  // What the people who do the work say among themselves moves nothing.
  if (roster.internal_of === null) await takeStep(core, actor, roster, quick_answer);
  return sent;
}

/** The text by the one rule for texts; with files it may be empty. */
function textOf(raw: string, withFiles: boolean): string {
  const checked = checkText(raw);
  if (checked.ok) return checked.text;
  if (withFiles && checked.code === "text_empty") return "";
  throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
}

/** A resend of what was written before is answered as the first time, even where nothing new is written. */
async function sentBefore(
  core: Core,
  row: Omit<MessageItem, "settle" | "fail">,
  otherwise: "conversation_closed" | "file_already_sent",
): Promise<Sent> {
  const sent = await findSent(core.pool, row);
  if (sent === undefined) throw new RefusedError(otherwise);
  return sent;
}
