import {
  type ClaimStatusUpdate,
  listClaimStatusUpdates,
  subscribeToClaimUpdates,
} from "@relais/client/claims";
import { useCallback, useEffect, useState } from "react";
import { type PartProps, usePart } from "./part.ts";
import { useLoaded } from "./use-loaded.ts";
import { statusName, timeIn } from "./words.ts";

export type ClaimStatusTrackerProps = PartProps & {
  claimId: string;
  /** What people call it: shown in the title. */
  claimNumber: string;
};

/** Every step of a claim, the newest first, live: who, when, why, and whether the customer was told. */
export function ClaimStatusTracker({ claimId, claimNumber, ...props }: ClaimStatusTrackerProps) {
  const { language, say, frame } = usePart("tracker", props);
  const load = useCallback(() => listClaimStatusUpdates(claimId), [claimId]);
  const { value, failed, again } = useLoaded(load);
  const [fresh, setFresh] = useState<string | null>(null);
  useEffect(() => {
    const channel = subscribeToClaimUpdates(claimId, (update) => {
      setFresh(update.id);
      again();
    });
    return () => channel.unsubscribe();
  }, [claimId, again]);
  const steps = value?.toReversed() ?? [];
  const told = steps.find(({ id }) => id === fresh);
  return (
    <section {...frame} aria-busy={value === null && !failed}>
      <h2 className="relais-title">{say("tracker", { number: claimNumber })}</h2>
      <output className="relais-hidden">
        {told !== undefined && say("updated", { status: statusName(say, told.new_status) })}
      </output>
      {value === null && !failed && <p className="relais-quiet">{say("loading")}</p>}
      {failed && (
        <p className="relais-problem" role="alert">
          {say("failed")}{" "}
          <button type="button" onClick={again}>
            {say("again")}
          </button>
        </p>
      )}
      <ol className="relais-steps" reversed>
        {steps.map((step, index) => (
          <Step
            key={step.id}
            step={step}
            isCurrent={index === 0}
            isFresh={step.id === fresh}
            say={say}
            language={language}
          />
        ))}
      </ol>
    </section>
  );
}

type StepProps = Pick<ReturnType<typeof usePart>, "say" | "language"> & {
  step: ClaimStatusUpdate;
  isCurrent: boolean;
  isFresh: boolean;
};

function Step({ step, isCurrent, isFresh, say, language }: StepProps) {
  const { new_status, changed_by_name, reason, notes, created_at, notification_sent_at } = step;
  return (
    <li
      data-current={isCurrent || undefined}
      data-fresh={isFresh || undefined}
      data-status={new_status}
    >
      <p className="relais-step-title">
        <strong>{statusName(say, new_status)}</strong>
        {isCurrent && <span className="relais-mark">{say("now")}</span>}
      </p>
      <p className="relais-quiet">
        <time dateTime={created_at}>{timeIn(language, created_at)}</time>{" "}
        {changed_by_name !== "" && say("by", { name: changed_by_name })}
      </p>
      {reason !== null && <p>{reason}</p>}
      {notes !== null && <p className="relais-notes">{notes}</p>}
      {step.old_status !== null && (
        <p className="relais-quiet">
          {notification_sent_at === null
            ? say("untold")
            : say("told", { when: timeIn(language, notification_sent_at) })}
        </p>
      )}
    </li>
  );
}
