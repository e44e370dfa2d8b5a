import type { DisplayedMessage } from "@relais/client";
import { useEffect, useRef, useState } from "react";
import { noteText } from "../kind/note.ts";
import { whatChanged } from "../log/what-changed.ts";
import { nameOf, useHere } from "./context.ts";
import { messageLine } from "./lines.ts";

/** Says what arrives, and what others change, to whoever listens rather than looks. The log itself keeps quiet. */
export function Announcer() {
  const { kinds, language, say, view } = useHere();
  const { messages, state, hasNewer } = view;
  const before = useRef<readonly DisplayedMessage[] | null>(null);
  const known = useRef<number | null>(null);
  const [{ text, turn }, setSaid] = useState({ text: "", turn: 0 });
  useEffect(() => {
    // A part of the past ends with nothing new.
    if (!state || hasNewer) return;
    const setText = (next: string) => setSaid((said) => ({ text: next, turn: said.turn + 1 }));
    const newest = messages.findLast(({ delivery }) => delivery === "received");
    const number = newest?.number ?? 0;
    const told = whatChanged(before.current ?? [], messages, state.viewer_id);
    // What comes first counts: a change of something older can wait for the eyes.
    if (known.current !== null && number > known.current && newest) {
      const { system } = newest;
      setText(
        newest.kind === "system"
          ? ((system && noteText(language, kinds, system)) ?? newest.text)
          : say("announce", {
              name: nameOf({ view, say }, newest.sender_id),
              text: messageLine(say, newest),
            }),
      );
    } else if (told !== null) {
      setText(
        say(`announce_${told.what}`, {
          name: nameOf({ view, say }, told.by),
          text: messageLine(say, told.message),
          emoji: told.what === "reacted" ? told.emoji : "",
        }),
      );
    }
    known.current = number;
    before.current = messages;
  }, [messages, state, hasNewer, view, say, kinds, language]);
  return (
    <div className="relais-hidden" aria-live="polite">
      {/* The same words once more are another element: what does not change is not read. */}
      <p key={turn}>{text}</p>
    </div>
  );
}
