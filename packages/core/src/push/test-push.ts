import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { targetOf } from "./send-due.ts";
import { testWords } from "./words.ts";

/** A test is for now: what comes later tells nobody anything. */
const ttlSeconds = 60;

/**
 * Shows a notification on a device of one's own, to see that it arrives. Resolves once its push service has taken it.
 *
 * Refuses: not_found; push_unavailable for a device that is reached in another way, or where this server sends
 * nothing; push_gone, when the device is no more, and is then forgotten; push_failed, when its service did not take it.
 */
export async function testPush(core: Core, actor: Actor, id: string): Promise<void> {
  const row = await inOrganization(core.db, actor.organization_id, (tx) =>
    tx
      .selectFrom("push_subscription")
      .selectAll()
      .where("id", "=", id)
      .where("member_id", "=", actor.id)
      .executeTakeFirst(),
  );
  if (row === undefined) throw new RefusedError("not_found");
  const { endpoint, sealed, platform } = row;
  if (core.push === undefined || endpoint === null || platform !== "web") {
    throw new RefusedError("push_unavailable");
  }
  // The check constraint of the column holds the same list as the type.
  const language = row.language as "fr" | "en";
  const answer = await core.pushes.send(
    core.push,
    targetOf(core, { endpoint, sealed }),
    {
      type: "test",
      ...testWords(language),
      lang: language,
      tag: "test",
      conversation_id: null,
      case_id: null,
      guest: actor.guest !== undefined,
      unread: 0,
      at: core.now().toISOString(),
    },
    { ttl: ttlSeconds, urgency: "high", topic: "test" },
    AbortSignal.timeout(20_000),
  );
  if (answer.outcome === "later" || answer.outcome === "refused") {
    throw new RefusedError("push_failed");
  }
  await inOrganization(core.db, actor.organization_id, async (tx) => {
    if (answer.outcome === "gone") {
      await tx.deleteFrom("push_subscription").where("id", "=", id).execute();
    } else {
      await tx
        .updateTable("push_subscription")
        .set({ last_used_at: core.now() })
        .where("id", "=", id)
        .execute();
    }
  });
  if (answer.outcome === "gone") throw new RefusedError("push_gone");
}
