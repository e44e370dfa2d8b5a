import { type CaseView, hourField } from "@relais/protocol";
import type { Kind } from "../kinds/kind.ts";

type Standing = Pick<CaseView, "status" | "fields">;

const minuteMs = 60_000;

/** The hour of which a case reminds its customer, as its field says it; null: it reminds of none. */
export function remindedHour(kind: Kind, { status, fields }: Standing): string | null {
  if (!kind.reminders?.statuses.includes(status)) return null;
  const hour = fields[hourField(kind)?.name ?? ""];
  return typeof hour === "string" ? hour : null;
}

/** When it does so next, later than `after`; null: no more. What was agreed later than that moment needs no reminder. */
export function nextReminder(kind: Kind, standing: Standing, after: Date): Date | null {
  const hour = remindedHour(kind, standing);
  if (hour === null) return null;
  const moments = (kind.reminders?.minutes_before ?? [])
    .map((minutes) => Date.parse(hour) - minutes * minuteMs)
    .filter((moment) => moment > after.getTime());
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}
