import { hourField } from "@relais/protocol";
import { wrongAnswers } from "../quick-answer/wrong-answers.ts";
import type { Kind } from "./kind.ts";

/** Throws when a declaration contradicts itself: a mistake of ours, better found at the start. */
export function checkKind(kind: Kind, fileName: string): void {
  const wrong = (what: string): never => {
    throw new Error(`kind ${fileName}: ${what}`);
  };
  if (kind.name !== fileName) wrong(`its name is ${kind.name}; it must be that of its file`);
  // Connections say it to the database in a list of words (`roleSettings`).
  if (!/^[a-z][a-z_]*$/.test(kind.name)) wrong("its name is a word of small letters and _");
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
  if (kind.taking !== null && !steps.has(`${kind.taking.from} ${kind.taking.to}`)) {
    wrong("the step of taking is not among its transitions");
  }
  if (kind.assignment === "first" && kind.taking === null) {
    wrong("whoever comes first takes it, yet no step is that of taking");
  }
  for (const { name, ends } of kind.statuses) {
    const leadsOn = kind.transitions.some((step) => step.from === name);
    if (!ends && !leadsOn) wrong(`${name} neither ends nor leads on`);
  }
  for (const name of kind.pauses ?? []) {
    if (known(name).ends) wrong(`${name} ends, so nothing stands still in it`);
  }
  checkReminders(kind, wrong);
  checkReopening(kind, steps, wrong);
  for (const step of kind.transitions) checkDemand(kind, step, wrong);
  checkFields(kind, wrong);
  for (const [field, hint] of Object.entries(wrongAnswers(kind, kind.quick_answers ?? []))) {
    wrong(`quick_answers: ${field}: ${hint.en}`);
  }
  if (
    kind.conversation.opens === "thread" &&
    kind.statuses.some((one) => one.closes_conversation)
  ) {
    wrong("it shares its conversation, so no status may close that");
  }
  if (kind.one_per_pair && kind.numbering !== null) wrong("what is one per pair has no number");
}

function checkReminders(kind: Kind, wrong: (what: string) => never): void {
  const { reminders, statuses } = kind;
  if (reminders === undefined) return;
  if (hourField(kind) === undefined) wrong("it reminds of an hour and asks for none");
  for (const name of reminders.statuses) {
    const status = statuses.find((one) => one.name === name);
    if (status === undefined || status.ends)
      wrong(`it reminds in ${name}, which is no open status`);
  }
  if (!reminders.minutes_before.every((minutes) => Number.isInteger(minutes) && minutes > 0)) {
    wrong("it reminds some whole minutes before its hour");
  }
}

/** Taking up again leads from work done back into work, and by no other way: a step would know no last day. */
function checkReopening(
  { reopening, statuses }: Kind,
  steps: ReadonlySet<string>,
  wrong: (what: string) => never,
): void {
  if (reopening === undefined) return;
  const { from, to, days } = reopening;
  const done = statuses.find(({ name }) => name === from);
  if (done?.tone !== "done" || done.ends) wrong(`${from} is taken up again, yet not done and open`);
  const working = statuses.find(({ name }) => name === to);
  if (working === undefined || working.ends || working.tone === "done") {
    wrong(`${to} is no status in which what was taken up again is worked on`);
  }
  if (steps.has(`${from} ${to}`)) wrong(`a step and reopening lead from ${from} to ${to}`);
  if (!Number.isInteger(days) || days < 1) wrong("reopening has a number of days");
}

/** A proof is owed by whoever does the work, for a step that they take by itself. */
function checkDemand(
  { taking, one_per_pair }: Kind,
  { from, to, by, proof }: Kind["transitions"][number],
  wrong: (what: string) => never,
): void {
  if (proof === undefined) return;
  const step = `the step from ${from} to ${to}`;
  if (Object.values(proof).every((demand) => demand === undefined)) {
    wrong(`${step} asks for a proof of nothing`);
  }
  if (!by.includes("assignee")) wrong(`${step} asks for a proof of those who may not take it`);
  if (taking?.from === from && taking.to === to)
    wrong(`${step} is that of taking, and proves nothing`);
  if (proof.code !== undefined && by.includes("customer")) {
    wrong(`${step} asks for a code that one of those who take it has`);
  }
  // Nothing in it ever ends, so nothing of it would be erased.
  if (one_per_pair) wrong("what is one per pair proves nothing");
}

function checkFields(kind: Kind, wrong: (what: string) => never): void {
  const names = new Set<string>();
  for (const field of kind.fields) {
    if (names.has(field.name)) wrong(`the field ${field.name} is declared twice`);
    names.add(field.name);
    if ((field.type === "choice") !== field.choices.length > 0) {
      wrong(`the field ${field.name} has choices if, and only if, it is one`);
    }
    if (field.internal && field.asked) {
      wrong(`the field ${field.name} is internal, so nobody is asked for it when opening`);
    }
    if (field.required && !field.asked) {
      wrong(`the field ${field.name} is required, so it is asked for`);
    }
  }
}
