import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { change } from "../journal/append.ts";
import { endShare } from "./end-share.ts";
import { lockShare } from "./share-rows.ts";

/**
 * Ends what is over: the time of a share, or the sign-in that it was started with. Run from time to
 * time and after a start, so that a share ends whatever the phone and this process went through.
 * Several servers may run it at once. Returns how many it ended.
 */
export function endDueShares(core: Core): Promise<number> {
  return inEveryOrganization(core, "Positions could not be ended.", async (organizationId) => {
    let ended = 0;
    const due = await readDue(core, organizationId);
    for (const { conversation_id, member_id } of due) {
      if (await endOne(core, organizationId, conversation_id, member_id)) ended += 1;
    }
    return ended;
  });
}

type Due = { conversation_id: string; member_id: string };

function readDue(core: Core, organizationId: string): Promise<Due[]> {
  return inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("position_share")
      .innerJoin("sign_in", "sign_in.id", "position_share.sign_in_id")
      .innerJoin("member", "member.id", "position_share.member_id")
      .select(["position_share.conversation_id", "position_share.member_id"])
      .where("position_share.organization_id", "=", organizationId)
      .where("position_share.ended_at", "is", null)
      .where((where) =>
        where.or([
          where("position_share.ends_at", "<=", core.now()),
          where("sign_in.ended_at", "is not", null),
          where("member.active", "=", false),
        ]),
      )
      .execute(),
  );
}

function endOne(
  core: Core,
  organization_id: string,
  conversationId: string,
  memberId: string,
): Promise<boolean> {
  return change(core, organization_id, async (change) => {
    const live = await lockShare(change.tx, conversationId, memberId);
    // Somebody was quicker, or has begun anew meanwhile under a sign-in that lives.
    if (live === undefined) return false;
    const over = Date.parse(live.share.ends_at) <= change.at.getTime();
    if (!over && !(await isSignedOut(change.tx, live.share.id))) return false;
    const reason = over ? "time" : "stopped";
    await endShare(change, { organization_id }, { ...live, reason, actor_id: null });
    return true;
  });
}

async function isSignedOut(tx: Parameters<typeof lockShare>[0], shareId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("position_share")
    .innerJoin("sign_in", "sign_in.id", "position_share.sign_in_id")
    .innerJoin("member", "member.id", "position_share.member_id")
    .select(sql<boolean>`sign_in.ended_at is not null or not member.active`.as("out"))
    .where("position_share.id", "=", shareId)
    .executeTakeFirstOrThrow();
  return row.out;
}
