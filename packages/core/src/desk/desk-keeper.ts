import type { Core } from "../core.ts";
import { wakeDueCases } from "./wake-due.ts";

/** Milliseconds between two looks: a case may sleep so much longer than it was put off. */
const lookMilliseconds = 5_000;

export type DeskKeeper = {
  /** No new look; resolves when the one under way has ended. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/** Does at the desk what no event begins: at once after a start, then regularly. */
export function startDeskKeeper(core: Core, everyMs = lookMilliseconds): DeskKeeper {
  let looking: Promise<void> | undefined;
  const look = (): void => {
    looking ??= lookOnce(core).finally(() => {
      looking = undefined;
    });
  };
  const timer = setInterval(look, everyMs).unref();
  look();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

async function lookOnce(core: Core): Promise<void> {
  try {
    await wakeDueCases(core);
  } catch (error) {
    core.log.warn(
      { err: error },
      "Cases that were put off could not be brought back; tried again.",
    );
  }
}
