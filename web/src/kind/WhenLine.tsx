import { useNow } from "@relais/react/headless";
import { CalendarClock } from "lucide-react";
import { dayAndClock } from "../format/day-and-clock.ts";

/** A day and an hour: « Mercredi 2 décembre à 09:30 ». */
export function WhenLine({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} className="flex items-start gap-2 text-15 leading-snug font-semibold">
      <CalendarClock size={17} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span className="inline-block first-letter:uppercase">{dayAndClock(at, now)}</span>
    </time>
  );
}
