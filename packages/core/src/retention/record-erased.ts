import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";

/** Notes in the audit log that words of a case were erased, if there were any. */
export async function recordErased(
  core: Core,
  tx: Scoped,
  organization_id: string,
  { id, number }: { readonly id: string; readonly number: string | null },
  messages: number,
  proofs = 0,
): Promise<void> {
  if (messages === 0 && proofs === 0) return;
  await record(
    tx,
    core.now(),
    { organization_id, id: null },
    {
      action: "retention.erased",
      subject: { id, name: number ?? "" },
      after: { messages, ...(proofs > 0 && { proofs }) },
    },
  );
}
