import type { CaseView, Conversation, QuickAnswer } from "@relais/client";
import { useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { useLanguage } from "../../../format/language.ts";
import { classes } from "../../../design/classes.ts";
import { stepsFor } from "../../../kind/kind.ts";
import { useKind } from "../../../kind/KindsProvider.tsx";
import { useMe } from "../../../session/SignedIn.tsx";

type QuickBarProps = { conversation: Conversation; subject: CaseView; onSent: () => void };

/** What fits here and now, sent with one tap: it goes through the outbox like everything that is written. */
export function QuickBar({ conversation, subject, onSent }: QuickBarProps) {
  const language = useLanguage();
  const { answers, used } = useAnswers(subject);
  const me = useMe();
  const kind = useKind(subject.kind);
  const { next } = stepsFor(kind, subject, me);
  // On a desk the same verb stands above the conversation; on a phone this one is under the thumb, and needs no network.
  const led = ({ step }: QuickAnswer) => step !== undefined && step === next?.to;
  if (answers.length === 0) return null;
  return (
    <ul
      aria-label={m.quick_answers()}
      className="quick-bar mx-auto flex short:hidden w-full max-w-208 gap-2 overflow-x-auto pb-2"
    >
      {answers.map((answer) => (
        <li key={answer.id} className={classes("shrink-0", led(answer) && "desk:hidden")}>
          <button
            type="button"
            lang={language}
            // Keeps the keyboard of a phone as it is.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              conversation.send(answer.text[language], { quickAnswer: answer.id });
              used(answer.id);
              onSent();
            }}
            className="min-h-11 rounded-full bg-surface px-4 text-15 font-medium text-brand shadow-[inset_0_0_0_1px_var(--line-strong)] transition-colors duration-(--quick) hover:bg-brand-soft active:bg-brand-soft"
          >
            {answer.text[language]}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The answers of the kind for this status and role, without those that were just sent: nobody taps twice by mistake. */
function useAnswers(subject: CaseView): { answers: QuickAnswer[]; used: (id: string) => void } {
  const me = useMe();
  const kind = useKind(subject.kind);
  const [gone, setGone] = useState<{ status: string; ids: readonly string[] }>({
    status: subject.status,
    ids: [],
  });
  const ids = gone.status === subject.status ? gone.ids : [];
  // What an older version kept of the kinds knows no answers.
  const all: readonly QuickAnswer[] | undefined = kind?.quick_answers;
  const fits = ({ id, statuses, roles }: QuickAnswer) =>
    statuses.includes(subject.status) && roles.includes(me.role) && !ids.includes(id);
  return {
    answers: all?.filter(fits) ?? [],
    used: (id) => setGone({ status: subject.status, ids: [...ids, id] }),
  };
}
