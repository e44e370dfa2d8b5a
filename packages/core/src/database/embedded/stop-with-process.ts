/** Something that must not outlive this process. */
export type Companion = {
  /** Ends it and waits. */
  stop(): Promise<void>;
  /** Asks it to end, without waiting: the process is about to be gone. */
  askToStop(): void;
};

const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
const companions = new Set<Companion>();

/**
 * Ends `companion` with this process, whatever ends it (kill -9 excepted; the next start sees to that).
 * A program that handles a signal itself is left to do so, and is covered when it exits; one that does not has the
 * signal held back until the companion is gone. Returns the function that lets go.
 */
export function stopWithProcess(companion: Companion): () => void {
  if (companions.size === 0) listen();
  companions.add(companion);
  return () => {
    companions.delete(companion);
    if (companions.size === 0) unlisten();
  };
}

function listen(): void {
  for (const name of SIGNALS) process.on(name, onSignal);
  process.on("exit", onExit);
}

function unlisten(): void {
  for (const name of SIGNALS) process.off(name, onSignal);
  process.off("exit", onExit);
}

function onSignal(name: NodeJS.Signals): void {
  if (process.listenerCount(name) > 1) return;
  void stopAllThenDie(name);
}

async function stopAllThenDie(name: NodeJS.Signals): Promise<void> {
  await Promise.allSettled([...companions].map((companion) => companion.stop()));
  companions.clear();
  unlisten();
  process.kill(process.pid, name);
}

function onExit(): void {
  for (const companion of companions) companion.askToStop();
}
