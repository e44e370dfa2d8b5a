import {
  actionOf,
  type Attachment,
  type GuidanceStep,
  limits,
  type Procedure,
  type ProcedureContent,
  type ProcedureValues,
  withValues,
} from "@relais/protocol";

type Given = Pick<GuidanceStep, "text" | "attachments" | "result" | "planned">;
type Step = ProcedureContent["steps"][number];
type Action = Omit<Step, "if_failed">;

/** What a session ran by, if it did. */
export type Ran = { readonly procedure: Procedure; readonly values: ProcedureValues } | null;

/**
 * What a session did, as steps to guide by again. What was said after a call for help belongs to the step
 * that it explained. What was tried after a step had failed, until something worked, is what comes when that
 * step fails. A text that a procedure gave is that of the procedure, with its variables.
 *
 * `pictures`: the ids of the copies of a step's pictures.
 */
export function draftOf(
  given: readonly Given[],
  ran: Ran,
  pictures: (attachments: readonly Attachment[]) => string[],
): Pick<ProcedureContent, "variables" | "steps"> {
  const shown = given.filter(({ text, attachments }) => text !== "" || (attachments?.length ?? 0));
  const actions: { action: Action; failed: boolean }[] = [];
  let explained = false;
  for (const step of shown) {
    const said = wordsOf(step, ran);
    const last = actions.at(-1);
    const joined = last && `${last.action.text}\n${said}`.trim();
    const failed = step.result === "failed";
    if (explained && last && joined !== undefined && joined.length <= limits.textCharacters) {
      last.action.text = joined;
      last.action.pictures = [...last.action.pictures, ...pictures(step.attachments ?? [])].slice(
        0,
        limits.procedurePictures,
      );
      last.failed = failed;
    } else {
      const action = {
        id: `step-${actions.length + 1}`,
        text: said,
        pictures: pictures(step.attachments ?? []).slice(0, limits.procedurePictures),
      };
      // A file that is no picture is not kept; a step that shows nothing and says nothing is none.
      if (action.text !== "" || action.pictures.length > 0) actions.push({ action, failed });
    }
    explained = step.result === "help";
  }
  const steps = branched(actions.slice(0, limits.procedureSteps));
  return { variables: ran?.procedure.variables ?? [], steps };
}

function wordsOf({ text, planned }: Given, ran: Ran): string {
  const step = planned && ran && actionOf(ran.procedure.steps, planned.step)?.action;
  return step && withValues(step.text, ran.values) === text ? step.text : bare(text, ran);
}

/** Braces that somebody wrote are no variable of a procedure that has none of that name. */
function bare(text: string, ran: Ran): string {
  const known = new Set(ran?.procedure.variables.map(({ name }) => name));
  return text.replace(/\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}/g, (whole: string, name: string) =>
    known.has(name) ? whole : `{ ${name} }`,
  );
}

function branched(actions: readonly { action: Action; failed: boolean }[]): Step[] {
  const steps: Step[] = [];
  let branch: Action[] | null = null;
  for (const { action, failed } of actions) {
    if (branch === null) {
      const step: Step = { ...action, if_failed: null };
      steps.push(step);
      branch = failed ? [] : null;
      continue;
    }
    const open: Action[] = branch;
    open.push(action);
    const step = steps.at(-1);
    if (step) step.if_failed = { steps: open, after: "next" };
    if (!failed) branch = null;
  }
  return steps;
}
