import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const project = join(import.meta.dirname, "../../..");
const patienceMs = 60_000;

export type PictureServer = {
  url: string;
  /** Moves the server's clock this many milliseconds away from the real time. */
  shiftClock(milliseconds: number): Promise<void>;
  /** Runs one of the operator's commands: « organization suspend --slug depannage ». */
  operate(command: string): Promise<void>;
  stop(): Promise<void>;
};

/** The real server on its real database, in demo mode, in a folder that is gone afterwards; with a day of its offices. */
export async function startServer({ day }: { day: boolean }): Promise<PictureServer> {
  const folder = await mkdtemp(join(tmpdir(), "relais-pictures-"));
  const env = {
    ...process.env,
    PORT: "0",
    RELAIS_DATA_DIR: folder,
    RELAIS_DEMO: "1",
    RELAIS_DEMO_DAY: day ? "1" : "0",
    RELAIS_DEMO_TRIP: "0",
    NODE_ENV: "",
  };
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("./shifted-clock.ts"), join(project, "server/src/main.ts")],
    { cwd: project, env, stdio: ["ignore", "pipe", "inherit", "ipc"] },
  );
  const url = await addressOf(child);
  return {
    url,
    shiftClock: async (milliseconds) => {
      const moved = once(child, "message");
      child.send({ shift: milliseconds });
      await moved;
    },
    operate: async (command) => {
      const words = [join(project, "server/src/cli.ts"), ...command.split(" ")];
      await promisify(execFile)(process.execPath, words, { cwd: project, env });
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The address that the server prints when it is ready. */
async function addressOf(child: ChildProcess): Promise<string> {
  const late = AbortSignal.timeout(patienceMs);
  let printed = "";
  for await (const [chunk] of on(child, late)) {
    printed += String(chunk);
    const address = /http:\/\/[^\s]+?:\d+/.exec(printed);
    if (address) return address[0];
  }
  throw new Error(`The server did not say where it is: ${printed}`);
}

async function* on(child: ChildProcess, signal: AbortSignal): AsyncGenerator<[unknown]> {
  const { stdout } = child;
  if (!stdout) return;
  const exit = once(child, "exit").then(() => {
    throw new Error("The server ended before it was ready.");
  });
  while (true) {
    const next = once(stdout, "data", { signal }) as Promise<[unknown]>;
    yield await Promise.race([next, exit]);
  }
}
