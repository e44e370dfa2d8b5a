import { type FileAddress, isPicture } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** An address lives at least this long, at most twice: within a span it is the same, so caches can keep it. */
const spanSeconds = 600;

/**
 * Fresh addresses of files of messages in a conversation that this person may read, in the order asked
 * for. What is not a file of a message there is left out.
 *
 * Refuses: not_found, forbidden.
 */
export async function fileAddresses(
  core: Core,
  actor: Actor,
  conversationId: string,
  ids: readonly string[],
): Promise<FileAddress[]> {
  const { organization_id } = await readableRoster(core, actor, conversationId);
  const rows = await inOrganization(core.db, organization_id, (tx) =>
    tx
      .selectFrom("file")
      .select(["id", "type"])
      .where("id", "in", ids)
      .where("conversation_id", "=", conversationId)
      .where("message_id", "is not", null)
      .execute(),
  );
  const types = new Map(rows.map(({ id, type }) => [id, type ?? ""]));
  const seconds = core.now().getTime() / 1_000;
  const expires = (Math.floor(seconds / spanSeconds) + 2) * spanSeconds;
  const sign = (id: string, variant: "whole" | "thumbnail") =>
    core.addresses.sign({ organization_id, id, variant }, expires);
  return ids.flatMap((id) => {
    const type = types.get(id);
    if (type === undefined) return [];
    return {
      id,
      address: sign(id, "whole"),
      thumbnail: isPicture(type) ? sign(id, "thumbnail") : null,
      expires_at: new Date(expires * 1_000).toISOString(),
    };
  });
}
