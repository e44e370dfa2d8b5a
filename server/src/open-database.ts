import { type Log, type OpenDatabase, openDatabase } from "@relais/core";
import { type Config, ConfigError } from "./config.ts";

/** The database, migrated; when the operator's own cannot be reached, a sentence that says what to look at. */
export async function openConfigured(config: Config, log: Log): Promise<OpenDatabase> {
  const { databaseUrl, dataDirectory } = config;
  try {
    return await openDatabase({ databaseUrl, dataDirectory, log });
  } catch (error) {
    const hint = databaseUrl === undefined ? undefined : failures[codeOf(error)];
    throw hint === undefined ? error : new ConfigError(`DATABASE_URL ${hint}`);
  }
}

const failures: Record<string, string> = {
  ECONNREFUSED:
    "names a server that does not answer: start PostgreSQL there, or correct host and port.",
  ETIMEDOUT: "names a server that does not answer: correct host and port, or open the way to it.",
  ENOTFOUND: "names a host that does not exist: correct the host.",
  EAI_AGAIN: "names a host that cannot be looked up: correct the host, or try again.",
  ENOENT: "names a socket folder without a PostgreSQL: correct `host`.",
  "28P01": "has a user or password that PostgreSQL refuses: correct them.",
  "28000": "has a user whom PostgreSQL does not let in: correct the user, or pg_hba.conf.",
  "3D000": "names a database that does not exist: create it, or correct the name.",
};

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
