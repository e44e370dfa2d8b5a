import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cleanedUp } from "../processes/cleanups.ts";
import { freePort } from "../processes/server-process.ts";
import { relaisSettings } from "../subjects/relais.ts";

const project = fileURLToPath(new URL("../../..", import.meta.url));

/** Seconds from the second `npm start` on the same data to its first HTTP answer, as an operator sees it. */
export async function secondStart(directory: string): Promise<Record<string, number>> {
  await startOnce(directory, 300);
  return { "second npm start to the first answer, s": await startOnce(directory, 60) };
}

async function startOnce(directory: string, patienceSeconds: number): Promise<number> {
  const port = await freePort();
  const since = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: project,
    env: { ...process.env, ...relaisSettings(join(directory, "second-start"), port) },
    stdio: "ignore",
    detached: true,
  });
  return await cleanedUp(
    () => end(child),
    () => firstAnswer(child, port, since + patienceSeconds * 1000, since),
  );
}

async function firstAnswer(
  child: ChildProcess,
  port: number,
  deadline: number,
  since: number,
): Promise<number> {
  while (child.exitCode === null && performance.now() < deadline) {
    const answered = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      async (response) => (await response.arrayBuffer(), response.ok),
      () => false,
    );
    if (answered) return (performance.now() - since) / 1000;
    await wait(10);
  }
  throw new Error("npm start gave no answer.");
}

/** Ends npm and what it started, as Ctrl-C does. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  process.kill(-child.pid, "SIGINT");
  await exited;
}
