import type { CaseView, Rating, RatingState } from "@relais/client";
import { useClient } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { toast } from "../../design/Toast.tsx";
import { dayClock } from "../../format/time.ts";
import { explain } from "../../session/refusal.ts";
import { Stars } from "./Stars.tsx";

/** Where this device remembers that somebody would rather not say. */
const putAside = (caseId: string) => `relais:rating:${caseId}`;

/** How content the customer is, asked once, calmly, when all is done. Said, it may be said anew for a day. */
export function RatingCard({ subject }: { subject: CaseView }) {
  const { http } = useClient();
  const now = useNow();
  const [state, setState] = useState<RatingState | null>(null);
  const [editing, setEditing] = useState(false);
  const [aside, setAside] = useState(() => localStorage.getItem(putAside(subject.id)) !== null);
  useEffect(() => {
    let live = true;
    const ask = async () => {
      // Without an answer nobody is asked: the next visit will.
      const found = await http.rating(subject.id).catch(() => null);
      if (live) setState(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [http, subject.id]);
  if (state === null) return null;
  const { rating } = state;
  const open = editing || (state.asked && !aside);
  if (open) {
    return (
      <Frame>
        <Question
          rating={rating}
          onSend={async (said) => {
            setState(await http.rate(subject.id, said));
            setEditing(false);
          }}
          onClose={() => {
            if (rating === null) localStorage.setItem(putAside(subject.id), "1");
            setAside(true);
            setEditing(false);
          }}
        />
      </Frame>
    );
  }
  if (rating === null || Date.parse(rating.changeable_until) <= now) return null;
  return (
    <Frame>
      <p className="flex flex-wrap items-center justify-between gap-x-4 text-15">
        <span className="flex flex-wrap items-center gap-x-3">
          {m.rating_thanks()}
          <span className="text-13 text-ink-2">
            {m.rating_given({
              score: rating.score,
              when: dayClock(rating.changeable_until, now),
            })}
          </span>
        </span>
        <Button look="plain" className="-mx-4" onClick={() => setEditing(true)}>
          {m.rating_change()}
        </Button>
      </p>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label={m.rating_question()}
      className="appear shrink-0 border-t border-line bg-surface px-4 py-3"
    >
      <div className="mx-auto max-w-208">{children}</div>
    </section>
  );
}

type QuestionProps = {
  rating: Rating | null;
  onSend: (said: { score: number; comment: string | null }) => Promise<void>;
  onClose: () => void;
};

function Question({ rating, onSend, onClose }: QuestionProps) {
  const [score, setScore] = useState<number | null>(rating?.score ?? null);
  const [comment, setComment] = useState(rating?.comment ?? "");
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (score === null || busy) return;
    setBusy(true);
    try {
      await onSend({ score, comment: comment.trim() === "" ? null : comment });
    } catch (error) {
      toast(explain(error));
      setBusy(false);
    }
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="flex items-start justify-between gap-2">
        <Stars legend={m.rating_question()} score={score} onChange={setScore} />
        <IconButton icon={X} label={m.rating_not_now()} onClick={onClose} />
      </div>
      {score !== null && (
        <>
          <Field label={score < 4 ? m.rating_what_missing() : m.rating_comment()} optional>
            {(attributes) => (
              <textarea
                {...attributes}
                rows={2}
                dir="auto"
                value={comment}
                onChange={(event) => setComment(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" busy={busy} className="self-start">
            {m.rating_send()}
          </Button>
        </>
      )}
    </form>
  );
}
