import type { ConversationView } from "@relais/client";
import { lineOf } from "../position/words.ts";
import { useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";

/** Says what arrives to whoever listens rather than looks. The log itself keeps quiet while it scrolls. */
export function Announcer({ view }: { view: ConversationView }) {
  const newest = view.messages.findLast(({ delivery }) => delivery === "received");
  const known = useRef<number | null>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    // A part of the past ends with nothing new.
    if (!view.state || view.hasNewer) return;
    const number = newest?.number ?? 0;
    if (known.current !== null && number > known.current && newest) {
      const sender = view.state.participants.find(({ id }) => id === newest.sender_id);
      const spoken = newest.kind !== "system" && newest.deleted_at === null && sender;
      const wordless = newest.text === "" && newest.deleted_at === null;
      const said = wordless ? m.files_preview() : newest.text;
      setText(spoken ? `${spoken.full_name} : ${lineOf(said)}` : said);
    }
    known.current = number;
  }, [newest, view.hasNewer, view.state]);
  return (
    <p className="sr-only" aria-live="polite">
      {text}
    </p>
  );
}
