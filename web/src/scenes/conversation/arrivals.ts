import { whoIs } from "@relais/protocol";
import type { ConversationView, DisplayedMessage, KindView } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { noteText } from "../../kind/note.ts";
import { lineOf } from "../position/words.ts";
import { wordlessLine } from "./voice/words.ts";

type Said = Pick<ConversationView, "messages" | "state">;

export const nameOf = ({ state }: Pick<Said, "state">, id: string | null): string | undefined =>
  whoIs(state, id)?.full_name;

/** The words of a message, or that it has none. */
export function wordsOf(message: DisplayedMessage): string {
  return message.text === "" ? wordlessLine(message.files) : lineOf(message.text);
}

/**
 * What is said of the messages that came after number `known`: how many, where they come together, and the newest. Null:
 * nothing. A new status is said by the strip above the conversation, unless somebody put words beside it.
 */
export function arrivals(view: Said, known: number, kinds: readonly KindView[]): string | null {
  const come = view.messages.filter(
    ({ delivery, number, system }) =>
      delivery === "received" &&
      (number ?? 0) > known &&
      !(system?.name === "status" && system.note === undefined),
  );
  const newest = come.at(-1);
  if (newest === undefined) return null;
  const said = arrival(newest, view, kinds);
  return come.length === 1 ? said : `${m.unread_line({ count: come.length })}. ${said}`;
}

function arrival(message: DisplayedMessage, view: Said, kinds: readonly KindView[]): string {
  const { system, text } = message;
  if (message.kind === "system") return (system && noteText(kinds, system)) ?? text;
  const name = nameOf(view, message.sender_id);
  if (message.deleted_at !== null || name === undefined) return text;
  return `${name} : ${wordsOf(message)}`;
}
