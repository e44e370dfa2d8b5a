import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

export type MessagePlace = {
  readonly id: string;
  readonly conversation_id: string;
  readonly number: number;
};

/**
 * Where messages stand that are known by their ids alone, for APIs that name them so: only those of
 * conversations that the actor takes part in; the others are left out, as if there were none.
 */
export function locateMessages(
  core: Core,
  actor: Actor,
  ids: readonly string[],
): Promise<MessagePlace[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("message")
      .innerJoin("participant", "participant.conversation_id", "message.conversation_id")
      .select(["message.id", "message.conversation_id", "message.number"])
      .where("message.id", "in", ids)
      .where("participant.member_id", "=", actor.id)
      .execute(),
  );
}
