import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What `npm test` has built; without it the sources as they are. */
const main =
  process.env.RELAIS_RUN_SERVER ??
  fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));
const startMilliseconds = 60_000;

export type OwnServer = {
  readonly baseUrl: string;
  /** SIGTERM: it says goodbye to everybody and ends. */
  drain(): Promise<void>;
  /** Drains when that was not done, and removes the data. */
  dispose(): Promise<void>;
};

/** The real server on a free port, with data of its own that is gone afterwards. */
export async function startOwnServer(): Promise<OwnServer> {
  const data = await mkdtemp(join(tmpdir(), "relais-conformance-"));
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: "0",
      HOST: "127.0.0.1",
      RELAIS_DATA_DIR: data,
      RELAIS_DEMO: "1",
      RELAIS_DEMO_DAY: "0",
      RELAIS_DEMO_TRIP: "0",
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(child, "exit");
  const drain = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exit;
  };
  const dispose = async () => {
    await drain();
    await rm(data, { recursive: true, force: true });
  };
  try {
    return { baseUrl: await readAddress(child), drain, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The address is in the line that the server prints when it is ready. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => reject(new Error(`The server ${why}.\n${said}`));
    const timer = setTimeout(() => fail("did not start in time"), startMilliseconds);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /ready at (http:\/\/[^\s/]+?)\.?(?:\s|$)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => fail(`ended with ${code}`));
  });
}
