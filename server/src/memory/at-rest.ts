import { performance } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How often it is looked whether the process rests. */
const lookMs = 1_000;
/** Looks in a row that must find it at rest: a moment's breath between two messages is none. */
const looks = 3;
/** Work below this part of the time is rest: some fifty messages a second. */
const restful = 0.02;
/** A young generation of at most this size is worth no collection. */
const worthwhileBytes = 16 * 1_024 * 1_024;

type Collect = (how: { type: "major"; flavor: "last-resort" }) => void;

/**
 * Gives memory back when the process has come to rest. Much room for young objects makes messages cheaper, since most die before
 * anybody has to look for them, but the runtime never gives that room back by itself. A collection holds the
 * process for about a tenth of a second, so it waits until nobody does. Returns what stops it.
 */
export function giveMemoryBackAtRest(): () => void {
  const collect = collector();
  let since = performance.eventLoopUtilization();
  let rested = 0;
  const timer = setInterval(() => {
    const until = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(until, since);
    since = until;
    rested = utilization < restful ? rested + 1 : 0;
    if (rested < looks || youngBytes() <= worthwhileBytes) return;
    rested = 0;
    collect({ type: "major", flavor: "last-resort" });
    // What the collection took was no work of anybody's.
    since = performance.eventLoopUtilization();
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Bytes that the process holds for its young objects, used or not. */
export function youngBytes(): number {
  const spaces = getHeapSpaceStatistics();
  return spaces.find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
}

/** The runtime's own collection, which only a flag makes reachable; it may be set while running. */
function collector(): Collect {
  setFlagsFromString("--expose-gc");
  // A new context has it as a global; nothing else comes from it.
  return runInNewContext("gc") as Collect;
}
