import type { CaseView, KindView, Language, SystemNote } from "@relais/client";
import { hourField } from "@relais/protocol";
import { firstName } from "../format/person.ts";

export type Status = KindView["statuses"][number];
type StatusNote = Extract<SystemNote, { name: "status" }>;

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);

export const kindOf = (kinds: readonly KindView[], name: string): KindView | undefined =>
  kinds.find((kind) => kind.name === name);

export function statusOf(kind: KindView | undefined, name: string): Status | undefined {
  return kind?.statuses.find((status) => status.name === name);
}

/** The state of a case in one sentence: « Moussa est en route ». */
export function stateSentence(
  language: Language,
  kind: KindView | undefined,
  subject: CaseView,
): string {
  const status = statusOf(kind, subject.status);
  if (!status) return subject.status;
  return fill(status.sentence[language], {
    assignee: subject.assignee ? firstName(subject.assignee.full_name) : "",
    customer: firstName(subject.customer.full_name),
  });
}

/** The sentence that the machine wrote when a case changed status; null where its kind declares none. */
export function announcement(
  language: Language,
  kinds: readonly KindView[],
  { kind: name, status, actor_name, title = "", reopened }: StatusNote,
): string | null {
  const kind = kindOf(kinds, name);
  const words = reopened ? kind?.reopening?.announcement : statusOf(kind, status)?.announcement;
  return words ? fill(words[language], { name: firstName(actor_name), title }) : null;
}

/** The way a case takes when all goes well: its statuses in their declared order. */
export function mainWay(kind: KindView | undefined): Status[] {
  return kind?.statuses.filter((status) => status.tone !== "stopped") ?? [];
}

/** Nothing more can happen to this case. */
export function hasEnded(kind: KindView | undefined, subject: CaseView): boolean {
  return statusOf(kind, subject.status)?.ends ?? false;
}

/** Nobody writes in its conversation any more. */
export function isClosed(kind: KindView | undefined, subject: CaseView): boolean {
  return statusOf(kind, subject.status)?.closes_conversation ?? false;
}

/** When a case takes place, where its kind asks for a day and an hour; null: nobody has to be anywhere at a time. */
export function takesPlaceAt(kind: KindView | undefined, { fields }: CaseView): string | null {
  const value = fields[(kind && hourField(kind))?.name ?? ""];
  return typeof value === "string" ? value : null;
}
