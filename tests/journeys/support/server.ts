import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionTarget, visitDatabase } from "@relais/core";
import { prepare } from "./prepared.ts";

const project = join(import.meta.dirname, "../../..");

/** What `npm test` has built, as `npm start` runs it: it starts in half the time. Without it, the sources as they are. */
const main = process.env.RELAIS_RUN_SERVER ?? join(project, "server/src/main.ts");

/** The first start makes a database; a busy machine takes its time over it. */
const patienceMs = 50_000;

export type Settings = Readonly<Record<string, string>>;

/** The real server on its own database in demo mode, as `npm start` runs it, in a folder of its own. */
export class RelaisServer {
  readonly url: string;
  readonly #port: number;
  #folder: string;
  readonly #settings: Settings;
  #child: ChildProcess | null = null;

  private constructor(port: number, folder: string, settings: Settings) {
    this.url = `http://localhost:${port}`;
    this.#port = port;
    this.#folder = folder;
    this.#settings = settings;
  }

  /** `settings`: what an operator puts besides. */
  static async start(settings: Settings = {}): Promise<RelaisServer> {
    if (!existsSync(join(project, "web/dist/index.html"))) {
      throw new Error("The web app is not built: run `npm test`, which builds it first.");
    }
    const server = new RelaisServer(await freePort(), await newFolder(), settings);
    await server.#begin();
    return server;
  }

  /** The first start in its folder. */
  async #begin(): Promise<void> {
    const asUsual = !Object.keys(this.#settings).some((name) => name.startsWith("RELAIS_DEMO"));
    if (asUsual) {
      await prepare(this.#folder, async (folder) => {
        const first = new RelaisServer(this.#port, folder, {});
        await first.restart();
        await first.#end("SIGTERM");
      });
    }
    await this.restart();
  }

  /** Starts it again after `kill`: the same address, the same data. */
  async restart(): Promise<void> {
    const { DATABASE_URL: _, REDIS_URL: __, ...environment } = process.env;
    const child = spawn(process.execPath, [main], {
      cwd: project,
      env: {
        ...environment,
        PORT: String(this.#port),
        RELAIS_DATA_DIR: this.#folder,
        RELAIS_DEMO: "1",
        RELAIS_DEMO_DAY: "0",
        RELAIS_DEMO_TRIP: "0",
        NODE_ENV: "",
        ...this.#settings,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    // However the tests end, the server does not outlive them.
    const endToo = () => child.kill("SIGTERM");
    process.once("exit", endToo);
    child.once("exit", () => process.off("exit", endToo));
    await readiness(child);
  }

  /** Works on its database as the owner of the schema, while nobody serves: what it remembers would be old. */
  async alter(work: (target: ConnectionTarget) => Promise<void>): Promise<void> {
    await this.#end("SIGTERM");
    const log = { error() {}, warn() {}, info() {}, debug() {} };
    await visitDatabase({ dataDirectory: this.#folder, log }, work);
    await this.restart();
  }

  /** Ends it the way a power cut does: it has no time to say or save anything. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** The same address, and nothing of what was done there. */
  async renew(): Promise<void> {
    await this.stop();
    this.#folder = await newFolder();
    await this.#begin();
  }

  async stop(): Promise<void> {
    // A killed server leaves its database behind; the next one adopts it, and stops it in order.
    if (this.#child === null) await this.restart();
    await this.#end("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

const newFolder = () => mkdtemp(join(tmpdir(), "relais-journeys-"));

/** Resolves when the server says that it is ready. */
async function readiness(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let printed = "";
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    reject(new Error(`The server was not ready in time. It printed: ${printed}`));
  }, patienceMs);
  child.stdout?.on("data", (chunk) => {
    printed += String(chunk);
    if (printed.includes("is ready at")) resolve();
  });
  child.once("exit", () => reject(new Error("The server ended before it was ready.")));
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
}

/** A port that was free a moment ago: the server comes back to the same one after a kill. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port was free.");
  return address.port;
}
