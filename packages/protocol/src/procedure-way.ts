import type { GuidanceStep } from "./guidance.ts";
import type { Procedure, ProcedureAction, ProcedureValues } from "./procedure.ts";

type Steps = Procedure["steps"];

/** A step of a procedure, with where it stands: 1 for the first and for what comes when that failed. */
export type PlacedAction = { readonly action: ProcedureAction; readonly place: number };

/** Every step in the order of the page, what comes after a failure included. */
export function everyAction(steps: Steps): PlacedAction[] {
  return steps.flatMap((step, index) =>
    [step, ...(step.if_failed?.steps ?? [])].map((action) => ({ action, place: index + 1 })),
  );
}

/** A step by its name. */
export function actionOf(steps: Steps, id: string): PlacedAction | undefined {
  return everyAction(steps).find(({ action }) => action.id === id);
}

type Given = Pick<GuidanceStep, "planned" | "result">;

/**
 * The step that a procedure offers next, after what was given until now; undefined at its end. What a guide
 * says beside the procedure does not move it, except that it answers a call for help in its place. Whoever
 * guides may take any other step: it goes on from there.
 */
export function offeredAction(steps: Steps, given: readonly Given[]): PlacedAction | undefined {
  const at = given.findLastIndex(({ planned }) => planned !== undefined);
  const last = given[at];
  const first = steps[0];
  if (last?.planned === undefined) return first && { action: first, place: 1 };
  const after = given.slice(at + 1).at(-1);
  const result = last.result === "help" && after !== undefined ? after.result : last.result;
  return following(steps, last.planned, result === "failed");
}

function following(
  steps: Steps,
  { step: id, place }: NonNullable<Given["planned"]>,
  failed: boolean,
): PlacedAction | undefined {
  const step = steps[place - 1];
  if (step === undefined) return undefined;
  const branch = step.if_failed;
  const onward = steps[place];
  const next = onward && { action: onward, place: place + 1 };
  if (branch === null) return next;
  if (step.id === id) {
    const begun = branch.steps[0];
    return failed && begun !== undefined ? { action: begun, place } : next;
  }
  const inBranch = branch.steps[branch.steps.findIndex((action) => action.id === id) + 1];
  if (inBranch !== undefined) return { action: inBranch, place };
  return branch.after === "again" ? { action: step, place } : next;
}

const placeholder = /\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}/g;

/** The names of the variables that a text asks for. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([, name]) => name ?? ""))];
}

/** A text with the values in their places; what has no value stays as it is written. */
export function withValues(text: string, values: ProcedureValues): string {
  return text.replace(placeholder, (whole: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
