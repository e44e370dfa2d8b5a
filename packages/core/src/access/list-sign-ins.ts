import type { SessionView } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";

/** More devices than a person can tell apart. */
const most = 100;

/** Where the actor is signed in: this device first, then by when each was last used. */
export function listSignIns(core: Core, actor: Actor): Promise<SessionView[]> {
  return inOrganization(core.db, actor.organization_id, (tx) =>
    openSignIns(core, tx, actor, actor.id),
  );
}

/** The same of any person. Whether the actor may know was asked before. */
export async function openSignIns(
  core: Core,
  tx: Scoped,
  actor: Actor,
  memberId: string,
): Promise<SessionView[]> {
  const rows = await tx
    .selectFrom("sign_in")
    .select(["id", "client", "created_at", "last_used_at"])
    .where("member_id", "=", memberId)
    .where("ended_at", "is", null)
    // One whose tokens have all ended cannot come back.
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("refresh_token")
          .select("token_hash")
          .whereRef("refresh_token.sign_in_id", "=", "sign_in.id")
          .where("expires_at", ">", core.now()),
      ),
    )
    .orderBy("last_used_at", "desc")
    .limit(most)
    .execute();
  const sessions = rows.map(({ id, client, created_at, last_used_at }) => ({
    id,
    client,
    created_at: created_at.toISOString(),
    last_used_at: last_used_at.toISOString(),
    current: id === actor.sign_in_id,
  }));
  return sessions.sort((one, other) => Number(other.current) - Number(one.current));
}
