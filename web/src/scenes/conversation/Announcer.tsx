import type { ConversationView, DisplayedMessage } from "@relais/client";
import { type Told, whatChanged } from "@relais/react/headless";
import { useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { arrivals, nameOf, wordsOf } from "./arrivals.ts";

/** Says what arrives, and what others change, to whoever listens rather than looks. The log itself keeps quiet. */
export function Announcer({ view }: { view: ConversationView }) {
  const { messages, state, hasNewer } = view;
  const kinds = useKinds();
  const before = useRef<readonly DisplayedMessage[] | null>(null);
  const known = useRef<number | null>(null);
  const [{ text, turn }, setSaid] = useState({ text: "", turn: 0 });
  useEffect(() => {
    // A part of the past ends with nothing new.
    if (!state || hasNewer) return;
    const number = messages.findLast(({ delivery }) => delivery === "received")?.number ?? 0;
    const changed = whatChanged(before.current ?? [], messages, state.viewer_id);
    const come = known.current === null ? null : arrivals(view, known.current, kinds);
    // What comes first counts: a change of something older can wait for the eyes.
    const next = come ?? (changed === null ? null : sentence(changed, view));
    if (next !== null) setSaid((said) => ({ text: next, turn: said.turn + 1 }));
    known.current = number;
    before.current = messages;
  }, [messages, state, hasNewer, view, kinds]);
  return (
    <div className="sr-only" aria-live="polite">
      {/* The same words once more are another element: what does not change is not read. */}
      <p key={turn}>{text}</p>
    </div>
  );
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
