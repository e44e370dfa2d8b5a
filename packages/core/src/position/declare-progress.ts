import { arrivalAfter, declaredArrival, type Progress, progresses } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { type Change, change } from "../journal/append.ts";
import { placeOf } from "./destination.ts";
import { readDetour } from "./detour.ts";
import { endShare } from "./end-share.ts";
import type { PositionNews } from "./position-news.ts";
import { type LiveShare, lockShare } from "./share-rows.ts";
import { readTrip } from "./trip.ts";

/** A phone that stands still speaks every 20 s: one that is silent for longer has lost its position. */
const goneMs = 60_000;

/**
 * What somebody says of their way with one tap, at the server's time `at`. While their phone tells where they
 * are it is believed rather than they; when it has gone silent, their word moves the estimate. Whoever says that
 * they have arrived ends the share that was to last until then.
 */
export async function declareProgress(
  core: Core,
  actor: Actor,
  roster: Roster,
  answer: string,
  at: string,
): Promise<void> {
  const progress = progresses.find((one) => one === answer);
  if (progress === undefined) return;
  try {
    const news = await change(core, actor.organization_id, (change) =>
      declare(change, actor, roster, progress, Date.parse(at)),
    );
    if (news !== null) core.positions.publish(news);
  } catch (error) {
    // The message stands by itself.
    if (!(error instanceof RefusedError)) throw error;
  }
}

async function declare(
  change: Change,
  actor: Actor,
  { conversation_id, case_id }: Roster,
  progress: Progress,
  at: number,
): Promise<PositionNews | null> {
  const { tx } = change;
  const live = await lockShare(tx, conversation_id, actor.id);
  const towards = live?.share.destination ?? null;
  if (live === undefined || towards === null) return null;
  const { share } = live;
  if (progress === "arrived" && share.until === "arrival") {
    await endShare(change, actor, { ...live, reason: "arrived", actor_id: actor.id });
    return null;
  }
  const now = change.at.getTime();
  if (live.last === null || !hasGone(live, now)) return null;
  const destination = await placeOf(tx, conversation_id, case_id, towards);
  if (destination === null) return null;
  const trip = await readTrip(tx, share.id);
  const detour = await readDetour(tx, actor.organization_id);
  const declared = declaredArrival(progress, { trip, destination, detour, now: at });
  if (declared === null) return null;
  const { device_at: _, ...fix } = live.last;
  const arrival = arrivalAfter(declared, (now - at) / 1_000);
  return { conversation_id, share_id: share.id, user_id: actor.id, fix, arrival };
}

function hasGone({ received_at }: LiveShare, now: number): boolean {
  return received_at === null || now - received_at.getTime() > goneMs;
}
