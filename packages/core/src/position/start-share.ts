import { type Destination, limits, type PositionShare, type ShareLength } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { kindOf } from "../case/kind-of.ts";
import { lockCase } from "../case/alter-case.ts";
import { writableRoster } from "../conversation/writable-roster.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { placeOf } from "./destination.ts";
import { endShare } from "./end-share.ts";
import { lockShare } from "./share-rows.ts";
import { refuseService } from "../access/people-only.ts";

export type StartShare = {
  readonly conversation_id: string;
  readonly until: ShareLength;
  readonly destination?: Destination | null | undefined;
};

const minutes: Record<ShareLength, number> = {
  "15_minutes": 15,
  "1_hour": 60,
  "8_hours": 480,
  // Nobody is on the way for longer: a phone that went silent must not be shown for ever.
  arrival: 480,
};

/**
 * Begins to show where the actor is. One who shares there already begins anew: the earlier share ends.
 * Until arrival without a destination means the place of the case.
 *
 * Refuses: not_found, forbidden, conversation_closed, case_ended, destination_unknown.
 */
export async function startShare(
  core: Core,
  actor: Actor,
  { conversation_id, until, destination }: StartShare,
): Promise<PositionShare> {
  refuseService(actor);
  const roster = await writableRoster(core, actor, conversation_id);
  // Where somebody is, is told to those who wait for them, in the conversation that the customer has.
  if (roster.internal_of !== null) throw new RefusedError("forbidden");
  if (roster.closed) throw new RefusedError("conversation_closed");
  // What moves is told to everybody who follows: not in a room of very many.
  if (roster.members.size > limits.intimateParticipants) throw new RefusedError("forbidden");
  const { organization_id } = actor;
  const towards = destination ?? (until === "arrival" ? ({ type: "case" } as const) : null);
  return change(core, actor, async (change) => {
    const { tx, at, append } = change;
    // Held: whoever ends the case meanwhile waits, and then ends this share as well.
    const theCase = await lockCase(tx, roster.case_id);
    const status = kindOf(core, theCase).statuses.find(({ name }) => name === theCase.status);
    if (status?.ends) throw new RefusedError("case_ended");
    if (towards !== null) {
      if (towards.type === "person" && towards.user_id === actor.id) {
        throw new RefusedError("destination_unknown");
      }
      const place = await placeOf(tx, conversation_id, roster.case_id, towards);
      if (place === null) throw new RefusedError("destination_unknown");
    }
    const before = await lockShare(tx, conversation_id, actor.id);
    if (before !== undefined) {
      await endShare(change, actor, { ...before, reason: "stopped", actor_id: actor.id });
    }
    const share: PositionShare = {
      id: newId(),
      user_id: actor.id,
      until,
      destination: towards,
      started_at: at.toISOString(),
      ends_at: new Date(at.getTime() + minutes[until] * 60_000).toISOString(),
    };
    await tx
      .insertInto("position_share")
      .values({
        id: share.id,
        organization_id,
        conversation_id,
        member_id: actor.id,
        sign_in_id: actor.sign_in_id,
        until,
        destination: towards && JSON.stringify(towards),
        started_at: share.started_at,
        ends_at: share.ends_at,
      })
      .execute();
    await append("conversation", conversation_id, {
      type: "position.started",
      actor_id: actor.id,
      data: { share },
    });
    return share;
  });
}
