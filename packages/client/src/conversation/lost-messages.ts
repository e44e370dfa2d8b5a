import {
  type ConversationState,
  deviceErrors,
  type HistoryPage,
  type Language,
  type Message,
} from "@relais/protocol";
import type { NewEntry } from "../outbox/item.ts";

/**
 * Which of one's own messages, oldest first, a journal does not hold that was put back from a backup, as they are to be
 * sent again: what the person wrote, and nothing that the machine made of it. Rejects when the journal cannot be read.
 */
export async function lostEntries(
  own: readonly Message[],
  now: ConversationState,
  around: (number: number) => Promise<HistoryPage>,
  language: Language,
): Promise<NewEntry[]> {
  const words = own.filter(
    ({ client_id, deleted_at, kind }) =>
      kind === "text" && client_id !== null && deleted_at === null,
  );
  const lost = await lostMessages(words, now, around);
  return lost.map((message) => entryOfLost(message, now, language));
}

/** The lost ones are the newest: the first that is still there ends the search. */
async function lostMessages(
  own: readonly Message[],
  now: ConversationState,
  around: (number: number) => Promise<HistoryPage>,
): Promise<Message[]> {
  const lost: Message[] = [];
  let read: readonly Message[] = now.messages;
  for (const message of own.toReversed()) {
    const here = () => read.find(({ number }) => number === message.number);
    if (message.number <= now.last_number) {
      if (here() === undefined) read = (await around(message.number)).messages;
      if (here()?.id === message.id) break;
    }
    lost.unshift(message);
  }
  return lost;
}

/** A message that is to be sent once more. Of its files this device has nothing: then it is told as not sent. */
function entryOfLost(
  { attachments, client_id, created_at, reply_to, text }: Message,
  { conversation_id, viewer_id, messages, case: about }: ConversationState,
  language: Language,
): NewEntry {
  // The number of a message that is gone as well means another one now.
  const quoted = messages.find(({ id }) => id === reply_to?.id);
  const { [language]: message, retry } = deviceErrors.file_unreadable;
  return {
    client_id: client_id ?? "",
    conversation_id,
    sender_id: viewer_id,
    text,
    created_at,
    subject: about.title,
    ...(reply_to !== null && quoted && { reply_to }),
    ...(attachments === undefined
      ? { state: "waiting" }
      : {
          state: "failed",
          refusal: { code: "file_unreadable", message, retry },
          files: attachments.map(({ id, name, type, voice }) => ({
            key: id,
            name,
            type,
            blob: new Blob([], { type }),
            upload_id: null,
            uploaded: false,
            prepared: true,
            ...(voice && { voice }),
          })),
        }),
  };
}
