import type { Guidance, GuidanceStep } from "./guidance.ts";

/** The step that waits for the person guided, if any. */
export function openStep({ steps }: Pick<Guidance, "steps">): GuidanceStep | undefined {
  const last = steps.at(-1);
  return last?.closed_at === null ? last : undefined;
}

/** Whether the person guided may write: only after a call for help. */
export function mayWriteWhileGuided(current: Pick<Guidance, "steps">): boolean {
  return openStep(current)?.result === "help";
}
