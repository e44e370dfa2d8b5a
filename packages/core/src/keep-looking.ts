export type Keeper = {
  /** No new look; resolves when the one under way has ended. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/**
 * Looks at once and then every so many milliseconds, one look at a time, for what no event begins. `lookOnce` says itself what
 * failed; it may ask whether it is to end early.
 */
export function keepLooking(
  everyMs: number,
  lookOnce: (isStopped: () => boolean) => Promise<void>,
): Keeper {
  let stopped = false;
  let looking: Promise<void> | undefined;
  const look = (): void => {
    looking ??= lookOnce(() => stopped).finally(() => {
      looking = undefined;
    });
  };
  const timer = setInterval(look, everyMs).unref();
  look();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
