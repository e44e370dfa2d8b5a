import {
  detourOf,
  learnDetour,
  type PositionShare,
  type ShareEnd,
  usualDetour,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { lockShare } from "./share-rows.ts";

/**
 * Stops showing where the actor is. Stopping what does not live changes nothing.
 *
 * Refuses: not_found, forbidden.
 */
export async function stopShare(core: Core, actor: Actor, conversationId: string): Promise<void> {
  const roster = await readableRoster(core, actor, conversationId);
  if (!roster.members.has(actor.id)) throw new RefusedError("forbidden");
  await change(core, actor, async (change) => {
    const live = await lockShare(change.tx, conversationId, actor.id);
    if (live === undefined) return;
    await endShare(change, actor, { ...live, reason: "stopped", actor_id: actor.id });
  });
}

type Ending = {
  readonly share: PositionShare;
  readonly conversation_id: string;
  readonly reason: ShareEnd;
  /** Who ended it; null when the server did. */
  readonly actor_id: string | null;
};

/** Ends a share that is held by the transaction and journals it. A finished trip teaches the roads. */
export async function endShare(
  { tx, at, append }: Change,
  { organization_id }: Pick<Actor, "organization_id">,
  { share, conversation_id, reason, actor_id }: Ending,
): Promise<void> {
  await tx
    .updateTable("position_share")
    .set({ ended_at: at, ended_because: reason })
    .where("id", "=", share.id)
    .execute();
  if (reason === "arrived") await learnRoads(tx, organization_id, share.id);
  await append("conversation", conversation_id, {
    type: "position.ended",
    actor_id,
    data: { share_id: share.id, user_id: share.user_id, reason },
  });
}

/** It is said that somebody has arrived: a share that was to last until then has ended, wherever their phone believes to be. */
export async function endArrived(
  change: Change,
  actor: Actor,
  conversationId: string,
  userId: string,
): Promise<void> {
  const live = await lockShare(change.tx, conversationId, userId);
  if (live?.share.until !== "arrival") return;
  await endShare(change, actor, { ...live, reason: "arrived", actor_id: actor.id });
}

/** The case has ended: so do its shares, and nothing is kept of where anybody was. */
export async function closeShares(
  change: Change,
  actor: Actor,
  conversationId: string,
): Promise<void> {
  const { tx } = change;
  const shares = await tx
    .selectFrom("position_share")
    .select(["id", "member_id", "ended_at"])
    .where("conversation_id", "=", conversationId)
    .orderBy("id")
    .forUpdate()
    .execute();
  if (shares.length === 0) return;
  for (const { member_id, ended_at } of shares) {
    if (ended_at !== null) continue;
    const live = await lockShare(tx, conversationId, member_id);
    if (live !== undefined) {
      await endShare(change, actor, { ...live, reason: "closed", actor_id: actor.id });
    }
  }
  const ids = shares.map(({ id }) => id);
  await tx.deleteFrom("position_trace").where("share_id", "in", ids).execute();
  await tx
    .updateTable("position_share")
    .set({ last: null, suspect: null })
    .where("conversation_id", "=", conversationId)
    .execute();
}

async function learnRoads(
  tx: Change["tx"],
  organization_id: string,
  shareId: string,
): Promise<void> {
  const trip = await tx
    .selectFrom("position_trace")
    .select(["latitude", "longitude"])
    .where("share_id", "=", shareId)
    .orderBy("number")
    .execute();
  const factor = detourOf(trip);
  if (factor === null) return;
  const known = (await tx
    .selectFrom("travel_habit")
    .select(["detour", "trips"])
    .where("organization_id", "=", organization_id)
    .forUpdate()
    .executeTakeFirst()) ?? { detour: usualDetour, trips: 0 };
  const learnt = { detour: learnDetour(known, factor), trips: known.trips + 1 };
  await tx
    .insertInto("travel_habit")
    .values({ organization_id, ...learnt })
    .onConflict((conflict) => conflict.column("organization_id").doUpdateSet(learnt))
    .execute();
}
