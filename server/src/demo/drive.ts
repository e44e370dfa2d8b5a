import { type Actor, type Core, getCase, RefusedError, startShare, stopShare } from "@relais/core";
import type { Realtime } from "@relais/realtime";
import type { Trip } from "./trip-case.ts";
import type { TripLine } from "./trip.ts";

/** Waits; rejects when the signal is given. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export type Road = {
  readonly core: Core;
  readonly realtime: Pick<Realtime, "reportPosition">;
  readonly lines: readonly TripLine[];
  readonly pause: Pause;
};

/** So many positions between two looks at whether Moussa is still on the way. */
const looksEvery = 5;

/**
 * Moussa's phone on one trip: a live share until arrival, then every position when its time comes, through
 * the same command as every phone. Whatever anybody does meanwhile, such as stopping the share, holds.
 * Resolves to whether he is still on the way by what the case says.
 */
export async function drive(
  { core, realtime, lines, pause }: Road,
  moussa: Actor,
  { caseId, conversationId: conversation_id }: Trip,
  signal: AbortSignal,
): Promise<boolean> {
  const isOnTheWay = async () => (await getCase(core, moussa, caseId)).status === "en_route";
  if (!(await isOnTheWay())) return false;
  await startShare(core, moussa, { conversation_id, until: "arrival" });
  const begin = core.now().getTime();
  for (const [index, [seconds, latitude, longitude, accuracy_m]] of lines.entries()) {
    await pause(Math.max(0, begin + seconds * 1_000 - core.now().getTime()), signal);
    if (index % looksEvery === 0 && !(await isOnTheWay())) {
      await stopShare(core, moussa, conversation_id);
      return false;
    }
    const device_at = core.now().getTime();
    const measure = { latitude, longitude, accuracy_m, device_at, age_ms: 0 };
    try {
      const { fix } = await realtime.reportPosition(moussa, { conversation_id, ...measure });
      // He is there: the server has ended the share.
      if (fix === null) break;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (error.code === "position_not_shared") break;
      // One that came too soon or is not believed is left out, as on every phone.
    }
  }
  return isOnTheWay();
}
