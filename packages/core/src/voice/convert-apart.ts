import { Worker } from "node:worker_threads";
import type { Converted } from "./converted.ts";
import { NoVoiceError } from "./no-voice-error.ts";

export type Outcome = { converted: Converted } | { refused: NoVoiceError["reason"] };

/** A quarter of an hour takes half a minute; what takes longer than this never ends. */
const patienceMs = 180_000;

/**
 * Converts a recording in a thread of its own: encoding takes its time, and a recording that was made to
 * break what reads it breaks only that thread.
 *
 * Throws NoVoiceError.
 */
export async function convertApart(bytes: Uint8Array): Promise<Converted> {
  const worker = new Worker(new URL("./convert-worker.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    // What libraries say of hostile bytes is nothing for our log.
    stdout: true,
    stderr: true,
  });
  try {
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      const unreadable = () => resolve({ refused: "unreadable" });
      const timer = setTimeout(unreadable, patienceMs).unref();
      worker.once("message", resolve);
      worker.once("error", (error: NodeJS.ErrnoException) =>
        error.code === "ERR_WORKER_OUT_OF_MEMORY" ? unreadable() : reject(error),
      );
      worker.once("exit", () => {
        clearTimeout(timer);
        unreadable();
      });
    });
    if ("refused" in outcome) throw new NoVoiceError(outcome.refused);
    return outcome.converted;
  } finally {
    await worker.terminate();
  }
}
