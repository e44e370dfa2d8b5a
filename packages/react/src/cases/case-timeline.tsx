import { type CaseView, changesOf, statusTimes } from "@relais/client";
import { dayClock } from "../format/time.ts";
import { kindOf, stateSentence } from "../kind/kind.ts";
import { wayOf } from "../kind/way.ts";
import { type Part, type PartProps, usePart } from "../part.ts";
import { useKinds } from "../use-kinds.ts";
import { useNow } from "../use-now.ts";
import { useTimeline } from "../use-timeline.ts";
import { Change } from "./change.tsx";
import { useCase } from "./use-case.ts";
import { catalogue, type WordKey } from "./words.ts";

export type CaseTimelineProps = PartProps & {
  /** Of the case. */
  id: string;
};

/** How far a case has come, what is expected next, and every change that led there, live. With `cases.css`. */
export function CaseTimeline({ id, ...props }: CaseTimelineProps) {
  const part = usePart<WordKey>("timeline", catalogue, props);
  const { say, frame } = part;
  const subject = useCase(id);
  return (
    <section aria-label={say("timeline")} {...frame} aria-busy={subject === null}>
      {subject === null ? (
        <p className="relais-quiet">{say("loading")}</p>
      ) : subject === "refused" ? (
        <div role="alert">
          <strong>{say("refused")}</strong>
          <p className="relais-quiet">{say("refused_text")}</p>
        </div>
      ) : (
        <Told key={id} subject={subject} part={part} />
      )}
    </section>
  );
}

function Told({ subject, part }: { subject: CaseView; part: Part<WordKey> }) {
  const { language, say } = part;
  const kinds = useKinds();
  const kind = kindOf(kinds, subject.kind);
  const now = useNow();
  const timeline = useTimeline(subject);
  const times = statusTimes(timeline.entries);
  const changes = changesOf(timeline.entries).sort((one, other) => other.revision - one.revision);
  return (
    <>
      <h2 className="relais-title">{subject.title}</h2>
      <output className="relais-now">{stateSentence(language, kind, subject)}</output>
      <ol className="relais-way" aria-label={say("steps")}>
        {wayOf(kind, subject).map(({ status, state, current }) => {
          const time = state === "next" ? undefined : times.get(status.name);
          return (
            <li key={status.name} data-state={state} aria-current={current ? "step" : undefined}>
              <span>
                {status.title[language]}
                <span className="relais-hidden">, {say(state)}</span>
                {current && status.expected && <small>{status.expected[language]}</small>}
              </span>
              {time !== undefined && <time dateTime={time}>{dayClock(language, time, now)}</time>}
            </li>
          );
        })}
      </ol>
      {timeline.status === "failed" && (
        <p className="relais-problem" role="alert">
          {say("failed")}{" "}
          <button type="button" onClick={timeline.again}>
            {say("again")}
          </button>
        </p>
      )}
      {changes.length > 0 && (
        <>
          <h3>{say("history")}</h3>
          <ol className="relais-changes">
            {changes.map((change) => (
              <Change key={change.revision} change={change} kind={kind} part={part} now={now} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
