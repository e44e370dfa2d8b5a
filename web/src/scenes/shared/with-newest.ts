import {
  categoryOf,
  type ConversationState,
  linksIn,
  type Message,
  type SharedCategory,
  type SharedItem,
} from "@relais/protocol";

type Known = Pick<ConversationState, "messages" | "participants" | "former">;

/**
 * The server's list follows a moment after the messages. What the conversation itself knows of its newest ones is
 * true already: there it stands in place of what was listed.
 */
export function withNewest(
  listed: readonly SharedItem[],
  category: SharedCategory,
  known: Known | null,
): readonly SharedItem[] {
  const first = known?.messages[0];
  if (known === null || first === undefined) return listed;
  const names = new Map(
    [...known.former, ...known.participants].map(({ id, full_name }) => [id, full_name]),
  );
  const newest = known.messages
    .toReversed()
    .flatMap((message) => itemsOf(message, category, names));
  return [...newest, ...listed.filter(({ number }) => number < first.number)];
}

function itemsOf(
  message: Message,
  category: SharedCategory,
  names: ReadonlyMap<string, string>,
): SharedItem[] {
  if (message.deleted_at !== null || message.kind !== "text") return [];
  const { id: message_id, number, sender_id, created_at, text, preview } = message;
  const sender_name = names.get(sender_id ?? "") ?? null;
  const at = { message_id, number, sender_id, sender_name, created_at };
  if (category !== "link") {
    const files = message.attachments?.filter((file) => categoryOf(file) === category) ?? [];
    return files.map((file) => ({ ...at, file }));
  }
  return linksIn(text).map((link) => ({
    ...at,
    link,
    preview: preview?.link === link ? preview : null,
  }));
}
