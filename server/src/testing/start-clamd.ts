import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eicar } from "./doubles/clamd.ts";

export type RealClamd = {
  readonly settings: { readonly path: string };
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again where it was. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Whether there is a clamd to start; `npm test` looks for one, and gets it where it can. */
export const hasClamd = Boolean(process.env.CLAMD_PATH);

/** A real clamd whose signatures are one: that of the file which every scanner takes for a virus. */
export async function startClamd(): Promise<RealClamd> {
  const folder = await mkdtemp(join(tmpdir(), "relais-clamd-"));
  const path = join(folder, "clamd.sock");
  await writeFile(
    join(folder, "relais.ndb"),
    `Relais.Eicar:0:*:${Buffer.from(eicar).toString("hex")}\n`,
  );
  const settings = { DatabaseDirectory: folder, LocalSocket: path, Foreground: "yes" };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
  await writeFile(join(folder, "clamd.conf"), lines.join(""));
  let child: ChildProcess | undefined;
  const clamd: RealClamd = {
    settings: { path },
    start: async () => {
      child = await listening(join(folder, "clamd.conf"));
    },
    kill: async () => {
      if (child === undefined || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
    stop: async () => {
      await clamd.kill();
      await rm(folder, { recursive: true });
    },
  };
  await clamd.start();
  return clamd;
}

function listening(configuration: string): Promise<ChildProcess> {
  const child = spawn(process.env.CLAMD_PATH ?? "clamd", [`--config-file=${configuration}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`clamd ended with status ${status}: ${said}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      // The last that it says before it serves.
      if (said.includes("Self checking every")) resolve(child);
    });
  });
}
