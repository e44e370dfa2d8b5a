import type { CaseView, KindView } from "@relais/client";
import { clock, daysApart, useNow, wayOf } from "@relais/react/headless";
import { Check } from "lucide-react";
import { m } from "../catalogue/index.ts";
import { classes } from "../design/classes.ts";
import { relativeTime } from "../format/time.ts";
import { useMe } from "../session/me.ts";
import { inLanguage } from "./kind.ts";

type StepListProps = {
  kind: KindView | undefined;
  subject: CaseView;
  /** When each status was reached, as far as it is known. */
  times: ReadonlyMap<string, string>;
};

/** The way of a case, step by step: what is done, what is under way (ochre, alive), what comes. */
export function StepList({ kind, subject, times }: StepListProps) {
  const now = useNow();
  const me = useMe();
  const steps = wayOf(kind, subject);
  if (steps.length === 0) return null;
  const when = (name: string, index: number) => {
    const time = times.get(name) ?? (index === 0 ? subject.created_at : undefined);
    if (!time) return null;
    return daysApart(Date.parse(time), now) === 0 ? clock(time) : relativeTime(time, now);
  };
  return (
    <ol>
      {steps.map(({ status: step, state, current }, index) => {
        const done = state === "done";
        const live = state === "live";
        const time = state === "next" ? null : when(step.name, index);
        return (
          <li
            key={step.name}
            aria-current={current ? "step" : undefined}
            className="relative flex items-start gap-3 pb-4 last:pb-0"
          >
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={classes(
                  "absolute start-[9px] top-5.5 -bottom-px w-0.5",
                  !current && done ? "bg-brand" : "bg-line",
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={classes(
                "mt-px grid size-5 shrink-0 place-items-center rounded-full",
                done
                  ? "bg-brand text-on-brand"
                  : live
                    ? "bg-ochre shadow-[0_0_0_4px_var(--ochre-soft)]"
                    : current
                      ? "bg-brand-soft shadow-[inset_0_0_0_2px_var(--brand)]"
                      : "bg-paper shadow-[inset_0_0_0_2px_var(--line)]",
              )}
            >
              {done && <Check size={13} strokeWidth={2.5} />}
            </span>
            <span
              className={classes(
                "min-w-0 flex-1 text-15",
                current ? "font-semibold" : state === "next" && "text-ink-2",
                live && "text-ochre-ink",
              )}
            >
              {inLanguage(step.title)}
              <span className="sr-only">
                {", "}
                {done ? m.case_step_done() : current ? m.case_step_current() : m.case_step_next()}
              </span>
              {/* Said to the customer: whoever does the work reads what they do, in the steps themselves. */}
              {current && me.role === "customer" && step.expected && (
                <span className="block pt-0.5 text-13 font-normal text-pretty text-ink-2">
                  {inLanguage(step.expected)}
                </span>
              )}
            </span>
            {time && <time className="text-13 text-ink-2">{time}</time>}
          </li>
        );
      })}
    </ol>
  );
}
