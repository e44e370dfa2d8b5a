import pg from "pg";
import { StoreFailure } from "./file/means.ts";

/**
 * PostgreSQL: the connection broke (08), nothing is left of something: disk, memory, connections (53), it gave way to
 * another transaction (40), it was told to stop or is starting (57), the disk fails (58), it is a standby (25006).
 */
const ofDatabase = /^(08|40|53|57|58)|^25006$/;

/** The operating system: nobody answers at that address, or a disk or the table of open files is full. */
const ofSystem = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EPIPE",
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EIO",
  "EMFILE",
  "ENFILE",
]);

/** What the driver says in words alone. */
const inWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/**
 * Whether what the server stands on has failed and not the server, so that the same may succeed later: then nobody is
 * told that it is in vain, and what waits on a phone goes on waiting.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (error instanceof StoreFailure) return true;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof pg.DatabaseError) return ofDatabase.test(code ?? "");
  // The socket of a PostgreSQL that is down.
  if (code === "ENOENT" && syscall === "connect") return true;
  return (code !== undefined && ofSystem.has(code)) || inWords.test(error.message);
}
