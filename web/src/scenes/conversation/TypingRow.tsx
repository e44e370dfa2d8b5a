import type { ConversationView } from "@relais/client";
import { firstName } from "@relais/react/headless";
import { Mic } from "lucide-react";
import { m } from "../../catalogue/index.ts";

/** Three dots where the next message will stand. */
export function TypingRow({ people, view }: { people: readonly string[]; view: ConversationView }) {
  const who = view.state?.participants.find(({ id }) => id === people[0]);
  const recording = people.length === 1 && view.recording.includes(people[0] ?? "");
  const name = firstName(who?.full_name ?? "");
  const text =
    people.length > 1 || !who
      ? m.typing_many()
      : recording
        ? m.recording_one({ name })
        : m.typing_one({ name });
  return (
    <div className="pt-2">
      <div
        className="bubble bubble-them rise flex h-9.5 items-center gap-1.5"
        data-first=""
        data-last=""
      >
        <span className="sr-only">{text}</span>
        {recording && (
          <Mic size={16} strokeWidth={1.75} aria-hidden="true" className="text-ink-2" />
        )}
        <span className="typing-dot" aria-hidden="true" />
        <span className="typing-dot" aria-hidden="true" />
        <span className="typing-dot" aria-hidden="true" />
      </div>
    </div>
  );
}
