import { wrongAnswers } from "../quick-answer/wrong-answers.ts";
import type { Kind } from "./kind.ts";

/** Throws when a declaration contradicts itself: a mistake of ours, better found at the start. */
export function checkKind(kind: Kind, fileName: string): void {
  const wrong = (what: string): never => {
    throw new Error(`kind ${fileName}: ${what}`);
  };
  if (kind.name !== fileName) wrong(`its name is ${kind.name}; it must be that of its file`);
  const statuses = new Map(kind.statuses.map((status) => [status.name, status]));
  if (statuses.size !== kind.statuses.length) wrong("a status is declared twice");
  const known = (name: string) => statuses.get(name) ?? wrong(`there is no status ${name}`);
  known(kind.begins);
  const steps = new Set<string>();
  for (const { from, to } of kind.transitions) {
    if (known(from).ends) wrong(`${from} ends, yet a step leads on to ${to}`);
    known(to);
    if (steps.has(`${from} ${to}`)) wrong(`the step from ${from} to ${to} is declared twice`);
    steps.add(`${from} ${to}`);
  }
  const { from, to } = kind.taking;
  if (!steps.has(`${from} ${to}`)) wrong("the step of taking is not among its transitions");
  for (const { name, ends } of kind.statuses) {
    const leadsOn = kind.transitions.some((step) => step.from === name);
    if (!ends && !leadsOn) wrong(`${name} neither ends nor leads on`);
  }
  for (const [field, hint] of Object.entries(wrongAnswers(kind, kind.quick_answers ?? []))) {
    wrong(`quick_answers: ${field}: ${hint.en}`);
  }
}
