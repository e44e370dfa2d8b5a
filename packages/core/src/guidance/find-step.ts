import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";

export type FoundStep = { readonly conversation_id: string; readonly step_id: string };

/**
 * The step that a message gives, for callers that know it by its message.
 *
 * Refuses: not_found (no such message, or another organization's), forbidden, step_not_found.
 */
export async function findStep(core: Core, actor: Actor, messageId: string): Promise<FoundStep> {
  const row = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("message")
      .leftJoin("guidance_step as step", (join) =>
        join
          .onRef("step.conversation_id", "=", "message.conversation_id")
          .onRef("step.message_number", "=", "message.number"),
      )
      .select(["message.conversation_id", "step.id"])
      .where("message.id", "=", messageId)
      .executeTakeFirst(),
  );
  if (row === undefined) throw new RefusedError("not_found");
  await readableRoster(core, actor, row.conversation_id);
  if (row.id === null) throw new RefusedError("step_not_found");
  return { conversation_id: row.conversation_id, step_id: row.id };
}
