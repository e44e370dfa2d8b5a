import { m } from "../../catalogue/index.ts";
import { dayClock } from "../../format/time.ts";

export type SnoozeTime = { readonly id: string; readonly label: string; readonly at: Date };

const morning = 9;
const evening = 18;

function dayAt(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** When people want to see something again, by their own clock; what is over today is left out. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const toMonday = 8 - now.getDay();
  const times = [
    { id: "hour", label: m.desk_snooze_hour(), at: new Date(now.getTime() + 3_600_000) },
    { id: "evening", label: m.desk_snooze_evening(), at: dayAt(now, 0, evening) },
    { id: "tomorrow", label: m.desk_snooze_tomorrow(), at: dayAt(now, 1, morning) },
    // On a Sunday that is tomorrow.
    ...(now.getDay() === 0
      ? []
      : [{ id: "monday", label: m.desk_snooze_monday(), at: dayAt(now, toMonday, morning) }]),
  ];
  return times.filter(({ at }) => at > now);
}

/** « En pause jusqu’au 12 nov. 09:00 ». */
export function snoozedUntil(until: string | null, now: number): string {
  if (until === null) return m.desk_snoozed_reply();
  return m.desk_snoozed_until({ time: dayClock(until, now) });
}
