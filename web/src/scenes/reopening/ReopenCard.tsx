import type { CaseView } from "@relais/client";
import { useClient } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { X } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { toast } from "../../design/Toast.tsx";
import { dayClock } from "../../format/time.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { hasAnyPart, inLanguage } from "../../kind/kind.ts";
import { useMe } from "../../session/me.ts";
import { explain } from "../../session/refusal.ts";

/** It was just asked for. */
const takeFocus = (field: HTMLTextAreaElement | null) => field?.focus();

/** What was done and is not: one quiet line below the conversation, and a reason before it is taken up again. */
export function ReopenCard({ subject }: { subject: CaseView }) {
  const { http } = useClient();
  const me = useMe();
  const now = useNow();
  const reopening = useKind(subject.kind)?.reopening;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const until = subject.reopenable_until;
  if (!reopening || !until || Date.parse(until) <= now) return null;
  if (!hasAnyPart(reopening.by, subject, me)) return null;
  const send = async () => {
    if (busy) return;
    if (reason.trim() === "") {
      setMissing(true);
      return;
    }
    setBusy(true);
    try {
      // The live list takes the card away.
      await http.reopenCase(subject.id, reason);
    } catch (error) {
      toast(explain(error));
      setBusy(false);
    }
  };
  return (
    <section
      aria-label={inLanguage(reopening.question)}
      className="appear shrink-0 border-t border-line bg-surface px-4 py-2"
    >
      <div className="mx-auto max-w-208">
        {asking ? (
          <form
            className="relative flex flex-col gap-3 py-1"
            onSubmit={(event) => {
              event.preventDefault();
              void send();
            }}
          >
            <Field label={m.reopen_reason()} error={missing ? m.reopen_reason_missing() : null}>
              {(attributes) => (
                <textarea
                  {...attributes}
                  ref={takeFocus}
                  rows={2}
                  dir="auto"
                  value={reason}
                  onChange={(event) => {
                    setReason(event.target.value);
                    setMissing(false);
                  }}
                />
              )}
            </Field>
            <IconButton
              icon={X}
              label={m.reopen_not_now()}
              className="absolute -end-3 -top-2"
              onClick={() => setAsking(false)}
            />
            <Button type="submit" busy={busy} className="self-start">
              {inLanguage(reopening.action)}
            </Button>
          </form>
        ) : (
          <p className="flex flex-wrap items-center justify-between gap-x-4 text-15">
            <span className="flex flex-col tablet:flex-row tablet:items-baseline tablet:gap-x-3">
              {inLanguage(reopening.question)}
              <span className="text-13 text-ink-2">
                {m.reopen_until({ when: dayClock(until, now) })}
              </span>
            </span>
            <Button look="plain" className="-mx-4" onClick={() => setAsking(true)}>
              {inLanguage(reopening.action)}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
