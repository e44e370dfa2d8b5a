// Runs in a thread of its own, one recording a thread: see convert-apart.ts.
import { parentPort, workerData } from "node:worker_threads";
import { convert } from "./convert.ts";
import { NoVoiceError } from "./no-voice-error.ts";
import type { Outcome } from "./convert-apart.ts";

/** Whatever a library says of a recording: it is the recording's fault. */
async function outcome(): Promise<Outcome> {
  try {
    return { converted: await convert(workerData as Uint8Array) };
  } catch (error) {
    return { refused: error instanceof NoVoiceError ? error.reason : "unreadable" };
  }
}

// oxlint-disable-next-line require-post-message-target-origin -- a thread, not a window: there is no origin
parentPort?.postMessage(await outcome());
