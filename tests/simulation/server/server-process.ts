import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createCore, eraseUnsent, FolderStore, visitDatabase } from "@relais/core";

const inTwoDays = () => new Date(Date.now() + 2 * 24 * 60 * 60_000);
/** What `npm test` has built; without it the sources as they are. */
const main =
  process.env.RELAIS_RUN_SERVER ??
  fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));
const startMilliseconds = 90_000;
/** The operator's contract: a drain ends within 10 s. */
const drainMilliseconds = 10_500;

/** The real server with its real database, which may be killed at any moment and comes back as it was. */
export class ServerProcess {
  readonly port: number;
  /** Everything that it logged as an error, over all its lives. */
  readonly complaints: string[] = [];
  readonly #data: string;
  readonly #settings: Record<string, string>;
  #child: ChildProcess | null = null;
  /** One start or stop at a time. */
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(port: number, data: string, settings: Record<string, string>) {
    this.port = port;
    this.#data = data;
    this.#settings = settings;
  }

  /** `settings` of its environment, beside those that every one of ours has. */
  static async create(settings: Record<string, string> = {}): Promise<ServerProcess> {
    const data = await mkdtemp(join(tmpdir(), "relais-simulation-"));
    return new ServerProcess(await freePort(), data, settings);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start(): Promise<void> {
    return this.#alone(async () => {
      if (this.#child !== null) return;
      const child = spawn(process.execPath, [main], {
        env: {
          ...process.env,
          PORT: String(this.port),
          HOST: "127.0.0.1",
          RELAIS_DATA_DIR: this.#data,
          RELAIS_DEMO: "1",
          RELAIS_DEMO_DAY: "0",
          RELAIS_DEMO_TRIP: "0",
          LOG_LEVEL: "error",
          ...this.#settings,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      this.#child = child;
      // Whoever ends the simulation in the middle ends the server with it.
      const end = () => child.kill("SIGKILL");
      process.once("exit", end);
      child.once("exit", () => process.off("exit", end));
      child.stderr.on("data", (chunk: Buffer) => this.#note(chunk));
      await this.#ready(child);
    });
  }

  /** As a power cut: it has no time to say or save anything. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** As a new version: it says goodbye to everybody. Rejects when it does not end in time. */
  drain(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async dispose(): Promise<void> {
    await this.drain();
    for (const folder of [this.#data, this.#backup])
      await rm(folder, { recursive: true, force: true });
  }

  /** As the README says: stopped, copied, started. */
  async backUp(): Promise<void> {
    await this.drain();
    await copy(this.#data, this.#backup);
    await this.start();
  }

  /** Puts the copy back in its place. */
  async restore(): Promise<void> {
    await this.drain();
    await copy(this.#backup, this.#data);
    await this.start();
  }

  /** What its store holds once a day has passed and it has tidied up: the names of objects, by file. */
  async objectsInTwoDays(): Promise<Map<string, string[]>> {
    const folder = join(this.#data, "files");
    const files = { store: new FolderStore(folder), scan: undefined, maxBytes: 0, perMessage: 0 };
    const log = { error() {}, warn() {}, info() {}, debug() {} };
    await visitDatabase({ dataDirectory: this.#data, log }, async (target) => {
      const core = await createCore({ target, log, files, now: inTwoDays, connections: 2 });
      await eraseUnsent(core);
      await core.close();
    });
    const objects = new Map<string, string[]>();
    for (const path of await readdir(folder, { recursive: true }).catch(() => [])) {
      const [, id, name] = path.split(sep);
      if (id !== undefined && name !== undefined)
        objects.set(id, [...(objects.get(id) ?? []), name]);
    }
    return objects;
  }

  get #backup(): string {
    return `${this.#data}-backup`;
  }

  #end(signal: NodeJS.Signals): Promise<void> {
    return this.#alone(async () => {
      const child = this.#child;
      this.#child = null;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill(signal);
      const timer = setTimeout(() => {
        this.complaints.push(`It did not end within ${drainMilliseconds} ms of ${signal}.`);
        child.kill("SIGKILL");
      }, drainMilliseconds);
      await exit;
      clearTimeout(timer);
    });
  }

  #alone(task: () => Promise<void>): Promise<void> {
    const work = this.#busy.then(task);
    this.#busy = work.catch(() => {});
    return work;
  }

  #note(chunk: Buffer): void {
    for (const line of chunk.toString().split("\n")) {
      if (line.trim() !== "") this.complaints.push(line);
    }
  }

  #ready(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      let said = "";
      const fail = (why: string) => {
        clearTimeout(timer);
        reject(new Error(`The server ${why}. ${said}${this.complaints.slice(-5).join("\n")}`));
      };
      const timer = setTimeout(() => fail("did not start in time"), startMilliseconds);
      const ended = (code: number | null) => fail(`ended with ${code} while it started`);
      child.once("exit", ended);
      child.stdout?.on("data", (chunk: Buffer) => {
        const line = chunk.toString();
        said += line;
        if (said.includes("is ready at")) {
          clearTimeout(timer);
          child.off("exit", ended);
          // It has said what we wait for; from now on its lines are errors.
          if (!line.includes("is ready at")) this.#note(chunk);
          resolve();
        }
      });
    });
  }
}

async function copy(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await promisify(execFile)("cp", ["-a", from, to]);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
