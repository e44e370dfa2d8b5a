import type { CaseView, KindView, Me } from "@relais/client";
import {
  hasEnded,
  type Status,
  stateSentence as stateSentenceIn,
  statusOf,
} from "@relais/react/headless";
import { currentLanguage } from "../format/language.ts";

export type Transition = KindView["transitions"][number];

export const inLanguage = (words: Status["title"]): string => words[currentLanguage()];

/** The state of a case in one sentence: « Moussa est en route ». */
export const stateSentence = (kind: KindView | undefined, subject: CaseView): string =>
  stateSentenceIn(currentLanguage(), kind, subject);

/** Nobody took it yet, and somebody may. */
export const isAvailable = (kind: KindView | undefined, subject: CaseView): boolean =>
  subject.assignee === null &&
  !hasEnded(kind, subject) &&
  (kind === undefined || kind.assignment === "first");

/** Its conversation opens to this worker when they take it; until then the rest of it is all there is to see. */
export const opensWhenTaken = (kind: KindView | undefined, subject: CaseView, me: Me): boolean =>
  kind !== undefined &&
  me.role === "worker" &&
  isAvailable(kind, subject) &&
  !kind.team.includes(me.role);

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
