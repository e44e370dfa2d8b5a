import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const PROGRAM = fileURLToPath(new URL("./end-leftovers.mjs", import.meta.url));
const OBEDIENT = "setInterval(() => {}, 1e6); console.log('up');";
const STUBBORN = `process.on("SIGTERM", () => {}); process.on("SIGINT", () => process.exit(7)); ${OBEDIENT}`;

let folder;
let begun;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relais-leftovers-"));
  begun = [];
});
afterEach(() => {
  for (const child of begun) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** In a session of its own, where the signals of a process group do not reach it. */
async function begin(program, env, cwd) {
  const child = spawn(process.execPath, ["-e", program], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    env,
    cwd,
  });
  begun.push(child);
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  return { child, ended };
}

// Elsewhere the system does not tell what a process has in its environment.
it.runIf(process.platform === "linux")(
  "ends what a run has begun, and what works in its folder last and by a fast shutdown; nothing else",
  async () => {
    const cluster = join(folder, "postgres");
    mkdirSync(cluster);
    const server = await begin(OBEDIENT, { TMPDIR: folder });
    const database = await begin(STUBBORN, {}, cluster);
    const stranger = await begin(OBEDIENT, { TMPDIR: `${folder}-of-another` });
    expect(spawnSync(process.execPath, [PROGRAM, folder]).status).toBe(0);
    expect(await server.ended).toEqual([null, "SIGTERM"]);
    expect(await database.ended).toEqual([7, null]);
    expect(stranger.child.exitCode ?? stranger.child.signalCode).toBeNull();
  },
);
