import type { Core } from "../core.ts";
import { endDueShares } from "./end-due-shares.ts";

/** Milliseconds between two looks: a share may outlive its time by so much, unless its phone speaks. */
const lookMilliseconds = 5_000;

export type ShareKeeper = {
  /** No new look; resolves when the one under way has ended. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/** Ends shares when they are over: at once after a start, then regularly, and when sign-ins end. */
export function startShareKeeper(core: Core, everyMs = lookMilliseconds): ShareKeeper {
  let stopped = false;
  let again = false;
  let looking: Promise<void> | undefined;
  const look = (): void => {
    if (stopped) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = lookOnce(core).finally(() => {
      looking = undefined;
      if (!again) return;
      again = false;
      look();
    });
  };
  const timer = setInterval(look, everyMs).unref();
  const stopListening = core.signIns.onEnded(look);
  look();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      stopListening();
      await looking;
    },
  };
}

async function lookOnce(core: Core): Promise<void> {
  try {
    await endDueShares(core);
  } catch (error) {
    core.log.warn({ err: error }, "Shares that are over could not be ended.");
  }
}
