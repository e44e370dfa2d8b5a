import { checkText, type Sent } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { takeFiles } from "../file/take-files.ts";
import { newId } from "../ids.ts";
import type { MessageItem } from "../journal/writer/item.ts";
import { findSent } from "../journal/writer/resend.ts";
import { textHint } from "../text-hint.ts";
import { checkMentions } from "./check-mentions.ts";
import { checkAbout } from "./check-about.ts";
import type { SendMessage } from "./send-message.ts";

export type PreparedMessage = {
  readonly roster: Roster;
  readonly row: Omit<MessageItem, "kind" | "settle" | "fail">;
  /** A resend of what was written before it became impossible is answered as the first time. */
  readonly alreadySent?: Sent;
};

/** Checks a message and who sends it, and names the row that it becomes. Refuses as `sendMessage` says. */
export async function prepareMessage(
  core: Core,
  actor: Actor,
  message: SendMessage,
): Promise<PreparedMessage> {
  const ids = message.attachments ?? [];
  const checked = checkText(message.text);
  const wordless = !checked.ok && checked.code === "text_empty" && ids.length > 0;
  if (!checked.ok && !wordless)
    throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
  const roster = await writableRoster(core, actor, message.conversation_id);
  if (message.mentions !== undefined) await checkMentions(core, roster, message.mentions);
  const files =
    ids.length === 0 ? undefined : await takeFiles(core, actor, message.conversation_id, ids);
  if (message.about !== undefined) {
    await checkAbout(core, actor, message.conversation_id, message.about);
  }
  const row = {
    organization_id: roster.organization_id,
    conversation_id: roster.conversation_id,
    id: newId(),
    sender_id: actor.id,
    text: checked.ok ? checked.text : "",
    client_id: message.client_id,
    reply_to: message.reply_to ?? null,
    ...(files !== undefined && { attachments: files.attachments }),
    ...(roster.internal_of !== null && { internal_of: roster.internal_of }),
    ...(message.mentions !== undefined && { mentions: message.mentions }),
    ...(message.quick_answer !== undefined && { quick_answer: message.quick_answer }),
    ...(checked.ok && checked.text === message.text && { origin: message.origin }),
    ...(message.about !== undefined && { about: message.about }),
  };
  if (!roster.closed && !files?.alreadySent) return { roster, row };
  const alreadySent = await findSent(core.pool, { ...row, kind: "message" });
  if (alreadySent !== undefined) return { roster, row, alreadySent };
  throw new RefusedError(roster.closed ? "conversation_closed" : "file_already_sent");
}
