import pg from "pg";

/** A unique index refused the row; with names, only when it was one of these. */
export function isUniqueViolation(error: unknown, ...constraints: string[]): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code !== "23505") return false;
  return constraints.length === 0 || constraints.includes(error.constraint ?? "");
}

/**
 * Two transactions were in each other's way and this one gave way (deadlock, serialization): nothing
 * of it was written, and the same again may succeed.
 */
export function isGivenWay(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40P01" || error.code === "40001");
}

/** The session was ended from outside, or the connection broke: classes 57P and 08. */
const ended = /^(57P|08)/;

/**
 * PostgreSQL itself refused the statement: its transaction was certainly not committed. A session that
 * was ended from outside says nothing about that: the commit may be what it was busy with.
 */
export function isDatabaseAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !ended.test(error.code ?? "");
}
