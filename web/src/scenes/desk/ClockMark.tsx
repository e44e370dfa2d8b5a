import type { CaseClock } from "@relais/client/desk";
import { CirclePause, Timer, TimerOff } from "lucide-react";
import { classes } from "../../design/classes.ts";
import { clockSentence, type Haste, hasteOf, shortClock } from "./clock-words.ts";

const looks: Record<Haste, string> = {
  calm: "text-ink-2",
  soon: "font-semibold text-ochre-ink bg-ochre-soft",
  over: "font-semibold text-danger bg-danger-soft",
  still: "text-ink-2",
};
const icons = { calm: Timer, soon: Timer, over: TimerOff, still: CirclePause } as const;

/** How a target stands: when it is due, little time left, over. A reader hears the sentence. */
export function ClockMark({ clock, now }: { clock: CaseClock | undefined; now: number }) {
  if (clock === undefined) return null;
  const haste = hasteOf(clock, now);
  const Icon = icons[haste];
  const sentence = clockSentence(clock, now);
  return (
    <span
      title={sentence}
      data-clock={haste}
      className={classes(
        "figures inline-flex shrink-0 items-center gap-1 rounded-control px-1 text-13 whitespace-nowrap",
        looks[haste],
      )}
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
      <span aria-hidden="true">{shortClock(clock, now)}</span>
      <span className="sr-only">{sentence}</span>
    </span>
  );
}
