import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, Results, Signal } from "../load/jobs.ts";

const generator = fileURLToPath(new URL("../load/generator.ts", import.meta.url));

type Answer<Name extends Job["name"]> =
  | { signal: Signal }
  | { result: Results[Name] }
  | { failure: string };

/** Runs one job in a generator process. `onSignal` is awaited before the generator goes on. */
export function runJob<Name extends Job["name"]>(
  job: Extract<Job, { name: Name }>,
  onSignal: (signal: Signal) => Promise<void> | void,
): Promise<Results[Name]> {
  const child = fork(generator, { serialization: "advanced" });
  return new Promise<Results[Name]>((resolve, reject) => {
    child.on("message", (answer: Answer<Name>) => {
      if ("result" in answer) resolve(answer.result);
      else if ("failure" in answer) reject(new Error(`${job.name} failed: ${answer.failure}`));
      else
        Promise.resolve(onSignal(answer.signal)).then(() => child.send({ resume: true }), reject);
    });
    child.on("exit", (code) => reject(new Error(`The generator ended early (${code}).`)));
    child.send({ job });
  }).finally(() => {
    child.removeAllListeners("exit");
    child.kill();
  });
}
