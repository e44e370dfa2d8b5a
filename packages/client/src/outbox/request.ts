import type { Request } from "../connection/requests.ts";
import { isChange } from "./change.ts";
import type { OutboxEntry } from "./types.ts";

/** What an entry is on the wire. */
export function requestOf(entry: OutboxEntry): Request {
  const { conversation_id, client_id, text, reply_to, files } = entry;
  const { quick_answer, mentions, step, planned } = entry;
  if (isChange(entry)) return { ...entry.change, conversation_id };
  if (entry.status !== undefined) {
    const { title: _, kind: __, conversation_ids: ___, to: status, ...step } = entry.status;
    return { type: "change_status", client_id, status, ...step };
  }
  const attachments = files?.flatMap(({ upload_id }) => upload_id ?? []);
  return {
    type: "send",
    conversation_id,
    client_id,
    text,
    ...(reply_to !== undefined && { reply_to: reply_to.number }),
    ...(attachments !== undefined && { attachments }),
    ...(quick_answer !== undefined && { quick_answer }),
    ...(mentions !== undefined && { mentions: [...mentions] }),
    ...(step !== undefined && { step }),
    ...(planned !== undefined && { planned }),
  };
}
