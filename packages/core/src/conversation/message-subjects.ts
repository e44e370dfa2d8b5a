import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readableRoster } from "./policy.ts";

/**
 * Which case messages from number `from` to number `to` are about: by number; those about none in particular are
 * absent.
 *
 * Refuses: not_found, forbidden.
 */
export async function messageSubjects(
  core: Core,
  actor: Actor,
  conversationId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, string>> {
  await readableRoster(core, actor, conversationId);
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("message_about")
      .select(["number", "case_id"])
      .where("conversation_id", "=", conversationId)
      .where("number", ">=", from)
      .where("number", "<=", to)
      .execute(),
  );
  return new Map(rows.map(({ number, case_id }) => [number, case_id]));
}
