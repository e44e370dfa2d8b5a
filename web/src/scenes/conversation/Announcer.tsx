import { whoIs } from "@relais/protocol";
import type { ConversationView, DisplayedMessage } from "@relais/client";
import { type Told, whatChanged } from "@relais/react/headless";
import { useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { lineOf } from "../position/words.ts";
import { wordlessLine } from "./voice/words.ts";

/** Says what arrives, and what others change, to whoever listens rather than looks. The log itself keeps quiet. */
export function Announcer({ view }: { view: ConversationView }) {
  const { messages, state, hasNewer } = view;
  const before = useRef<readonly DisplayedMessage[] | null>(null);
  const known = useRef<number | null>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    // A part of the past ends with nothing new.
    if (!state || hasNewer) return;
    const newest = messages.findLast(({ delivery }) => delivery === "received");
    const number = newest?.number ?? 0;
    const changed = whatChanged(before.current ?? [], messages, state.viewer_id);
    // What comes first counts: a change of something older can wait for the eyes.
    if (known.current !== null && number > known.current && newest) setText(arrival(newest, view));
    else if (changed !== null) setText(sentence(changed, view));
    known.current = number;
    before.current = messages;
  }, [messages, state, hasNewer, view]);
  return (
    <p className="sr-only" aria-live="polite">
      {text}
    </p>
  );
}

const nameOf = ({ state }: ConversationView, id: string | null) => whoIs(state, id)?.full_name;

/** The words of a message, or that it has none. */
function wordsOf(message: DisplayedMessage): string {
  return message.text === "" ? wordlessLine(message.files) : lineOf(message.text);
}

function arrival(message: DisplayedMessage, view: ConversationView): string {
  const name = nameOf(view, message.sender_id);
  if (message.kind === "system" || message.deleted_at !== null || name === undefined) {
    return message.text;
  }
  return `${name} : ${wordsOf(message)}`;
}

function sentence(told: Told, view: ConversationView): string {
  const name = nameOf(view, told.by) ?? "";
  const text = wordsOf(told.message);
  switch (told.what) {
    case "edited":
      return m.announce_edited({ name, text });
    case "deleted":
      return m.announce_deleted({ name });
    case "reacted":
      return m.announce_reacted({ name, emoji: told.emoji, text });
  }
}
