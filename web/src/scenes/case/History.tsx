import { changesOf, type KindView, type TimelineChange, type TimelineView } from "@relais/client";
import { useClient, useReadable } from "@relais/react";
import { changeWords, clock, proofWords, useNow } from "@relais/react/headless";
import { CircleCheck, Clock, EyeOff } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { currentLanguage } from "../../format/language.ts";
import { dayClock, fullInstant } from "../../format/time.ts";
import { useMe } from "../../session/me.ts";
import { GuidanceChange } from "./GuidanceChange.tsx";

/** What fits beside a conversation without pushing the rest away. */
const shownFirst = 4;

type HistoryProps = {
  caseId: string;
  kind: KindView | undefined;
  timeline: TimelineView & { again: () => void };
};

/** Every change of a case, the newest first: who, when, from what, why, and whether the customer was told. */
export function History({ caseId, kind, timeline }: HistoryProps) {
  const [whole, setWhole] = useState(false);
  const changes = changesOf(timeline.entries).sort((one, other) => other.revision - one.revision);
  const shown = whole ? changes : changes.slice(0, shownFirst);
  const waiting = useWaiting(caseId);
  if (changes.length + waiting.length === 0 && timeline.status !== "failed") return null;
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-13 font-semibold text-ink-2">{m.history_title()}</h3>
      {timeline.status === "failed" && (
        <div role="alert" className="flex flex-col items-start gap-1 text-15">
          <p className="text-pretty">{m.history_failed()}</p>
          <Button look="plain" className="-ms-4" onClick={timeline.again}>
            {m.action_retry()}
          </Button>
        </div>
      )}
      <ol className="flex flex-col gap-4" data-history>
        {waiting.map((change) => (
          <ChangeRow key={change.entries[0]?.id} kind={kind} change={change} waits />
        ))}
        {shown.map((change) => (
          <ChangeRow key={change.revision} kind={kind} change={change} />
        ))}
      </ol>
      {changes.length > shownFirst && (
        <Button
          look="plain"
          className="-ms-4 self-start"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? m.history_less() : m.history_all({ count: changes.length })}
        </Button>
      )}
    </section>
  );
}

/** Steps that the server does not have, as what they will be; the newest first. */
function useWaiting(caseId: string): TimelineChange[] {
  const { id, full_name, role } = useMe();
  const actor = { id, full_name, role };
  const waiting: TimelineChange[] = [];
  for (const change of useReadable(useClient().statuses.changes)) {
    const { client_id, created_at: at, status, state } = change;
    if (status.case_id !== caseId || state !== "waiting") continue;
    const { from, to, reason = null, note = null, internal = false } = status;
    const entry = { id: client_id, revision: 0, at, actor, told_at: null, internal: false };
    waiting.unshift({
      ...entry,
      entries: [{ ...entry, subject: "status", field: null, from, to, reason, note: null }],
      reason,
      notes: note === null ? [] : [{ text: note, internal }],
    });
  }
  return waiting;
}

type ChangeRowProps = {
  kind: KindView | undefined;
  change: TimelineChange;
  /** The server does not have it yet. */
  waits?: boolean;
};

function ChangeRow({ kind, change, waits = false }: ChangeRowProps) {
  const now = useNow();
  const customer = useMe().role === "customer";
  const { entries, notes, reason } = change;
  return (
    <li className="appear flex flex-col gap-1 border-s-2 border-line ps-3">
      {entries.length === 0 ? (
        <p className="text-15 font-medium">{m.history_note()}</p>
      ) : (
        entries.map((entry) => (
          <p key={entry.id} className="text-15 font-medium text-pretty wrap-anywhere">
            {changeWords(currentLanguage(), kind, entry, now)}
            {entry.internal && !change.internal && (
              <span className="ms-2 inline-block align-middle">
                <Internal />
              </span>
            )}
          </p>
        ))
      )}
      <p className="flex flex-wrap items-center gap-x-2 text-13 text-ink-2">
        <span>
          {change.actor && `${change.actor.full_name} · `}
          <time dateTime={change.at} title={fullInstant(change.at)}>
            {dayClock(change.at, now)}
          </time>
        </span>
        {change.told_at && (
          <span className="inline-flex items-center gap-1 text-success">
            <CircleCheck size={14} strokeWidth={1.75} aria-hidden="true" />
            {customer
              ? m.history_told_here({ when: clock(change.told_at) })
              : m.history_told({ when: clock(change.told_at) })}
          </span>
        )}
        {waits && (
          <span className="inline-flex items-center gap-1">
            <Clock size={14} strokeWidth={1.75} aria-hidden="true" />
            {m.change_waiting()}
          </span>
        )}
        {change.internal && <Internal />}
      </p>
      {entries.map(
        ({ id, guidance }) => guidance && <GuidanceChange key={id} guidance={guidance} />,
      )}
      {entries.map(
        ({ id, proof }) =>
          proof && (
            <p key={id} className="text-15 text-pretty wrap-anywhere empty:hidden">
              {proofWords(currentLanguage(), proof)}
            </p>
          ),
      )}
      {reason && (
        <p className="text-15 text-pretty wrap-anywhere">{m.history_reason({ reason })}</p>
      )}
      {notes.map((note) => (
        <div
          key={note.text}
          className={classes(
            "mt-1 rounded-control px-3 py-2 text-15",
            note.internal ? "bg-(--note) text-ink" : "bg-sunken",
          )}
        >
          {note.internal && !change.internal && <Internal />}
          <p className="whitespace-pre-line wrap-anywhere" dir="auto">
            {note.text}
          </p>
        </div>
      ))}
    </li>
  );
}

function Internal() {
  return (
    <span className="inline-flex items-center gap-1 text-13 text-(--note-ink)">
      <EyeOff size={14} strokeWidth={1.75} aria-hidden="true" />
      {m.history_internal()}
    </span>
  );
}
