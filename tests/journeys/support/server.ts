import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type ConnectionTarget, visitDatabase } from "@relais/core";
import { bareGround, demoGround, type Ground, sharedGround } from "./ground.ts";

const project = join(import.meta.dirname, "../../..");

/** What `npm test` has built, as `npm start` runs it: it starts in half the time. Without it, the sources as they are. */
const main = process.env.RELAIS_RUN_SERVER ?? join(project, "server/src/main.ts");

/** The first start makes a database; a busy machine takes its time over it. */
const patienceMs = 50_000;

export type Settings = Readonly<Record<string, string>>;

/** `own`: a PostgreSQL that the server starts itself, as `npm start` does. `shared`: a database in that of all tests, which is soon there. */
export type Grounds = "own" | "shared";

/** The real server on its own database in demo mode, in a folder of its own. */
export class RelaisServer {
  readonly url: string;
  readonly #port: number;
  readonly #settings: Settings;
  readonly #grounds: Grounds;
  #ground: Ground | null = null;
  #child: ChildProcess | null = null;

  private constructor(port: number, settings: Settings, grounds: Grounds) {
    this.url = `http://localhost:${port}`;
    this.#port = port;
    this.#settings = settings;
    this.#grounds = grounds;
  }

  /** `settings`: what an operator puts besides. */
  static async start(settings: Settings = {}, grounds: Grounds = "shared"): Promise<RelaisServer> {
    if (!existsSync(join(project, "web/dist/index.html"))) {
      throw new Error("The web app is not built: run `npm test`, which builds it first.");
    }
    const server = new RelaisServer(await freePort(), settings, grounds);
    await server.#begin();
    return server;
  }

  /** The first start on its ground. */
  async #begin(): Promise<void> {
    this.#ground = await this.#newGround();
    await this.restart();
  }

  #newGround(): Promise<Ground> {
    if (this.#grounds === "own") return bareGround();
    // What it shows first is made by the first start, and other than usual.
    if (Object.keys(this.#settings).some((name) => name.startsWith("RELAIS_DEMO")))
      return sharedGround();
    return demoGround(async (ground) => {
      const first = new RelaisServer(this.#port, {}, this.#grounds);
      first.#ground = ground;
      await first.restart();
      await first.#end("SIGTERM");
    });
  }

  /** Starts it again after `kill`: the same address, the same data. */
  async restart(): Promise<void> {
    const { folder, databaseUrl } = this.#standing;
    const { DATABASE_URL: _, REDIS_URL: __, ...environment } = process.env;
    const child = spawn(process.execPath, [main], {
      cwd: project,
      env: {
        ...environment,
        PORT: String(this.#port),
        RELAIS_DATA_DIR: folder,
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
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
    const { folder: dataDirectory, databaseUrl } = this.#standing;
    await visitDatabase({ dataDirectory, databaseUrl, log }, work);
    await this.restart();
  }

  /** Ends it the way a power cut does: it has no time to say or save anything. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** The same address, and nothing of what was done there. */
  async renew(): Promise<void> {
    await this.stop();
    await this.#begin();
  }

  async stop(): Promise<void> {
    // A killed server leaves its PostgreSQL behind; the next one adopts it, and stops it in order.
    const { databaseUrl, remove } = this.#standing;
    if (this.#child === null && databaseUrl === undefined) await this.restart();
    await this.#end("SIGTERM");
    await remove();
  }

  get #standing(): Ground {
    if (this.#ground === null) throw new Error("The server has no ground before its first start.");
    return this.#ground;
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
