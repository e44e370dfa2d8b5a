import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readableRoster } from "./policy.ts";

/**
 * Ids of messages by their numbers, for callers that know messages by their ids.
 *
 * Refuses: not_found, forbidden.
 */
export async function messageIds(
  core: Core,
  actor: Actor,
  conversationId: string,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  await readableRoster(core, actor, conversationId);
  if (numbers.length === 0) return new Map();
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("message")
      .select(["number", "id"])
      .where("conversation_id", "=", conversationId)
      .where("number", "in", [...numbers])
      .execute(),
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}
