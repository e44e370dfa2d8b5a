import type { CaseView, KindView, Me } from "@relais/client";
import { currentLanguage } from "../format/language.ts";
import { firstName } from "../format/person.ts";

export type Status = KindView["statuses"][number];
export type Transition = KindView["transitions"][number];

type Words = Status["title"];

export const inLanguage = (words: Words): string => words[currentLanguage()];

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);

export const kindOf = (kinds: readonly KindView[], name: string): KindView | undefined =>
  kinds.find((kind) => kind.name === name);

export function statusOf(kind: KindView | undefined, name: string): Status | undefined {
  return kind?.statuses.find((status) => status.name === name);
}

/** The state of a case in one sentence: « Moussa est en route ». */
export function stateSentence(kind: KindView | undefined, subject: CaseView): string {
  const status = statusOf(kind, subject.status);
  if (!status) return subject.status;
  return fill(inLanguage(status.sentence), {
    assignee: subject.assignee ? firstName(subject.assignee.full_name) : "",
    customer: firstName(subject.customer.full_name),
  });
}

/** The sentence that the machine wrote when a case changed status; null where its kind declares none. */
export function announcement(
  kind: KindView | undefined,
  status: string,
  actorName: string,
  title = "",
): string | null {
  const words = statusOf(kind, status)?.announcement;
  return words ? fill(inLanguage(words), { name: firstName(actorName), title }) : null;
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

/** Nobody took it yet, and somebody may. */
export const isAvailable = (kind: KindView | undefined, subject: CaseView): boolean =>
  subject.assignee === null &&
  !hasEnded(kind, subject) &&
  (kind === undefined || kind.assignment === "first");

function isPart(part: Transition["by"][number], subject: CaseView, me: Me): boolean {
  switch (part) {
    case "customer":
      return subject.customer.id === me.id;
    case "assignee":
      return subject.assignee?.id === me.id;
    case "opener":
      return subject.opener.id === me.id;
    case "any_worker":
      return me.role === "worker";
    default:
      return me.role === part;
  }
}

/** Whether one of these parts is this person's. */
export const hasAnyPart = (parts: Transition["by"], subject: CaseView, me: Me): boolean =>
  parts.some((part) => isPart(part, subject, me));

export type Steps = {
  /** The verb that leads on; null when nothing is ours to do. */
  next: Transition | null;
  /** What else may be done, one level down. */
  others: Transition[];
};

/** The steps that this person may take now. The server holds the rule; this only offers them. */
export function stepsFor(kind: KindView | undefined, subject: CaseView, me: Me): Steps {
  const open = (kind?.transitions ?? []).filter(
    (step) => step.from === subject.status && step.by.some((part) => isPart(part, subject, me)),
  );
  const stops = (step: Transition) => statusOf(kind, step.to)?.tone === "stopped";
  // The verb is said by whoever does it: an admin may do it for them, one level down.
  const ours = (step: Transition) =>
    step.by.some((part) => part !== "admin" && isPart(part, subject, me));
  const next = open.find((step) => !stops(step) && ours(step)) ?? null;
  return { next, others: open.filter((step) => step !== next) };
}

/** Taking a case is its own call: it may be lost to someone faster. */
export function isAcceptance(step: Transition, subject: CaseView, me: Me): boolean {
  return subject.assignee === null && step.by.includes("any_worker") && me.role === "worker";
}
