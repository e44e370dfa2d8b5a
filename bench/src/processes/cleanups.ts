const cleanups = new Set<() => Promise<void> | void>();

/** Runs `work`; should the bench be interrupted meanwhile, `cleanup` still runs. It runs exactly once. */
export async function cleanedUp<Result>(
  cleanup: () => Promise<void> | void,
  work: () => Promise<Result>,
): Promise<Result> {
  cleanups.add(cleanup);
  try {
    return await work();
  } finally {
    if (cleanups.delete(cleanup)) await cleanup();
  }
}

/** Ends everything that was started, last first, when somebody stops the bench. */
export function cleanUpOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void cleanUp());
  }
}

async function cleanUp(): Promise<void> {
  for (const cleanup of [...cleanups].toReversed()) {
    cleanups.delete(cleanup);
    await Promise.resolve(cleanup()).catch(() => undefined);
  }
  process.exit(1);
}
