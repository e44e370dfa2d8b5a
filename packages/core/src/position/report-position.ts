import { estimateArrival, type Fix, limits, metresBetween, type Point } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { mayWrite, readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { change } from "../journal/append.ts";
import { type Checked, checkFix, type Measure, type Taken } from "./check-fix.ts";
import { placeOf } from "./destination.ts";
import { endShare } from "./end-share.ts";
import { readDetour } from "./detour.ts";
import type { CountedOutcome, PositionNews } from "./position-news.ts";
import { lockShare } from "./share-rows.ts";
import { readTrip } from "./trip.ts";

export type ReportPosition = Measure & { readonly conversation_id: string };

/** A measure vaguer than this cannot say that somebody stands before the door. */
const arrivalAccuracy = 150;

type Outcome = { counted?: CountedOutcome } & ({ refusal: RefusedError } | { news: PositionNews });

/**
 * Takes where the actor is now, for their live share. Ends the share when its time is over, or when it
 * was to last until arrival and this is it. Nothing of it is journaled but the end.
 *
 * Refuses: not_found, forbidden, position_not_shared, too_many_requests, position_refused.
 */
export async function reportPosition(
  core: Core,
  actor: Actor,
  { conversation_id, ...measure }: ReportPosition,
): Promise<PositionNews> {
  const roster = await readableRoster(core, actor, conversation_id);
  if (!mayWrite(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  const outcome = await change(core, actor.organization_id, async (change): Promise<Outcome> => {
    const { tx, at } = change;
    const live = await lockShare(tx, conversation_id, actor.id);
    if (live === undefined) return { refusal: new RefusedError("position_not_shared") };
    const { share, received_at } = live;
    if (Date.parse(share.ends_at) <= at.getTime()) {
      await endShare(change, actor, { ...live, reason: "time", actor_id: null });
      return { refusal: new RefusedError("position_not_shared") };
    }
    const since = received_at === null ? Infinity : at.getTime() - received_at.getTime();
    // A clock that was set back must not silence anybody.
    if (since >= 0 && since < limits.positionMilliseconds) {
      const retryAfterMs = limits.positionMilliseconds - since;
      const refusal = new RefusedError("too_many_requests", { retryAfterMs });
      return { counted: "too_fast", refusal };
    }
    const checked = checkFix(measure, live, at.getTime());
    await keep(tx, actor.organization_id, share.id, checked, at);
    if (!checked.ok) {
      const fields = { position: checked.fault };
      return { counted: checked.fault, refusal: new RefusedError("position_refused", { fields }) };
    }
    const counted = "taken";
    const { device_at: _, ...fix } = checked.taken;
    const news = { conversation_id, share_id: share.id, user_id: actor.id };
    const place =
      share.destination && (await placeOf(tx, conversation_id, roster.case_id, share.destination));
    if (place === null) return { counted, news: { ...news, fix, arrival: null } };
    if (share.until === "arrival" && hasArrived(fix, place)) {
      await endShare(change, actor, { ...live, reason: "arrived", actor_id: actor.id });
      return { counted, news: { ...news, fix: null, arrival: null } };
    }
    const arrival = estimateArrival({
      trip: await readTrip(tx, share.id),
      destination: place,
      detour: await readDetour(tx, actor.organization_id),
      now: at.getTime(),
      route: core.routes.routeOf(share.id, fix, place),
    });
    return { counted, news: { ...news, fix, arrival } };
  });
  if (outcome.counted !== undefined) core.positions.count(outcome.counted);
  // Refused after the commit: that a measure was suspect, or that the time is over, must be kept.
  if ("refusal" in outcome) throw outcome.refusal;
  return outcome.news;
}

function hasArrived(fix: Fix, place: Point): boolean {
  if (fix.accuracy_m > arrivalAccuracy) return false;
  return metresBetween(fix, place) <= limits.arrivalMetres + Math.min(fix.accuracy_m, 40);
}

/** The last position and one more point of the trace; or what is suspect about this one. */
async function keep(
  tx: Scoped,
  organization_id: string,
  share_id: string,
  checked: Checked,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("position_share")
    .set({
      received_at: at,
      suspect: checked.ok || checked.suspect === null ? null : JSON.stringify(checked.suspect),
      ...(checked.ok && { last: JSON.stringify(checked.taken) }),
    })
    .where("id", "=", share_id)
    .execute();
  if (checked.ok) await trace(tx, organization_id, share_id, checked.taken);
}

async function trace(
  tx: Scoped,
  organization_id: string,
  share_id: string,
  { latitude, longitude, accuracy_m, at }: Taken,
): Promise<void> {
  const newest = await tx
    .selectFrom("position_trace")
    .select("number")
    .where("share_id", "=", share_id)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  await tx
    .insertInto("position_trace")
    .values({
      share_id,
      number: (newest?.number ?? 0) + 1,
      organization_id,
      latitude,
      longitude,
      accuracy_m,
      at,
    })
    .execute();
}
