import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/** Somebody who has a living connection to this server. */
export type Present = { readonly id: string; readonly organization_id: string };

/**
 * Says who is connected to this server now: so every server knows who can be given work. What a server that died said
 * grows stale by itself.
 */
export async function reportReach(
  core: Core,
  serverId: string,
  present: readonly Present[],
): Promise<void> {
  const byOrganization = Map.groupBy(present, ({ organization_id }) => organization_id);
  const seen_at = core.now();
  for (const [organization_id, people] of byOrganization) {
    const ids = [...new Set(people.map(({ id }) => id))];
    await inOrganization(core.db, organization_id, (tx) =>
      tx
        .insertInto("reach")
        .values(
          ids.map((member_id) => ({ member_id, server_id: serverId, organization_id, seen_at })),
        )
        .onConflict((conflict) =>
          conflict.columns(["member_id", "server_id"]).doUpdateSet({ seen_at }),
        )
        .execute(),
    );
  }
}
