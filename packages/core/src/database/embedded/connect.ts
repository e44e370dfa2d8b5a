import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { SUPERUSER } from "./cluster.ts";
import { codeOf, DatabaseStartError } from "./errors.ts";

/** The database of Relais inside the cluster. */
export const DATABASE = "relais";

export type Address = {
  readonly host: string;
  readonly port: number;
  readonly password: string | undefined;
};

/** Errors that say "not yet": no socket, nobody listening, starting up or shutting down, a broken handshake. */
const NOT_YET = new Set([
  "ENOENT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
]);
const NO_SUCH_DATABASE = "3D000";
const DUPLICATE_DATABASE = "42P04";
const ANSWER_MS = 10_000;

/**
 * Connects to our database as soon as PostgreSQL takes connections, creating it the first time. Resolves with
 * undefined when `gone` says that PostgreSQL went away; recovery after a crash may take long and is waited for.
 */
export async function connectWhenReady(
  address: Address,
  gone: () => boolean,
): Promise<Client | undefined> {
  for (let wait = 2; ; wait = Math.min(wait * 1.5, 50)) {
    const attempt = await connect(address, DATABASE);
    if (attempt instanceof Client) return attempt;
    if (attempt.code === NO_SUCH_DATABASE) await createDatabase(address);
    else if (!NOT_YET.has(attempt.code)) throw new DatabaseStartError(explain(attempt));
    if (gone()) return undefined;
    await sleep(wait);
  }
}

type Refusal = { readonly code: string; readonly message: string };

async function connect(address: Address, database: string): Promise<Client | Refusal> {
  const socket = join(address.host, `.s.PGSQL.${address.port}`);
  const isSocket = address.host.startsWith("/");
  if (isSocket && !existsSync(socket)) return { code: "ENOENT", message: "" };
  const client = new Client({
    host: address.host,
    port: address.port,
    user: SUPERUSER,
    database,
    ...(address.password === undefined ? {} : { password: address.password }),
    connectionTimeoutMillis: ANSWER_MS,
    // Shown in pg_stat_activity: this is how a second server tells who holds the database.
    application_name: `relais owner ${process.pid}`,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // A server that dies during the handshake has no code of its own.
    const code = codeOf(error) || (/terminated unexpectedly/.test(message) ? "ECONNRESET" : "");
    return { code, message };
  }
}

async function createDatabase(address: Address): Promise<void> {
  const client = await connect(address, SUPERUSER);
  if (!(client instanceof Client)) return;
  try {
    await client.query(`create database ${DATABASE}`);
  } catch (error) {
    // Two first starts at once: 23505 when both were at the same line of the catalogue.
    if (codeOf(error) !== DUPLICATE_DATABASE && codeOf(error) !== "23505") throw error;
  } finally {
    await client.end();
  }
}

function explain({ code, message }: Refusal): string {
  if (/timeout/i.test(message)) {
    return "PostgreSQL runs on this data directory but does not answer. Stop it and start again.";
  }
  return `PostgreSQL refuses the connection: ${message || code}.`;
}
