import type { KindView, TimelineChange } from "@relais/client";
import { clock, dayClock } from "../format/time.ts";
import type { Part } from "../part.ts";
import { changeWords } from "./change-words.ts";
import { proofWords } from "./proof-words.ts";
import type { WordKey } from "./words.ts";

type ChangeProps = {
  change: TimelineChange;
  kind: KindView | undefined;
  part: Part<WordKey>;
  now: number;
};

/** What somebody did to a case at once: what, who, when, why, and whether the customer was told. */
export function Change({ change, kind, part: { language, say }, now }: ChangeProps) {
  const { entries, notes, reason, actor, at, told_at, internal } = change;
  // Empty once it was erased.
  const proofs = entries.flatMap(({ proof }) => (proof && proofWords(language, proof)) || []);
  return (
    <li data-internal={internal || undefined}>
      {entries.length === 0 && <p>{say("note")}</p>}
      {entries.map((entry) => (
        <p key={entry.id}>{changeWords(language, kind, entry, now)}</p>
      ))}
      <p className="relais-quiet">
        {actor && `${actor.full_name} · `}
        <time dateTime={at}>{dayClock(language, at, now)}</time>
        {told_at !== null && ` · ${say("told", { when: clock(told_at) })}`}
        {internal && ` · ${say("internal")}`}
      </p>
      {proofs.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {reason !== null && <p className="relais-words">{say("reason", { reason })}</p>}
      {notes.map((note) => (
        <p key={note.text} className="relais-words" dir="auto">
          {note.text}
        </p>
      ))}
    </li>
  );
}
