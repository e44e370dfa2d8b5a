import { type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";
import { scrub } from "./scrub.ts";

/** Where lines go: standard output, or a test that reads them. */
export type LogSink = { write(line: string): void };

/**
 * JSON lines. Two nets hold secrets back, because one leak is one too many: fields that are known to
 * hold one are never serialised, and every finished line is searched for the shape of one.
 */
export function createLog(level: LogLevel, sink: LogSink = process.stdout): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: describeError },
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: "[redacted]",
      },
    },
    { write: (line) => sink.write(scrub(line)) },
  );
}

const secretFields = [
  "password",
  "token",
  "ticket",
  "access_token",
  "refresh_token",
  "authorization",
  "connectionString",
];

/**
 * What helps to mend it. Errors of libraries carry whole connections with them, and PostgreSQL's
 * `detail` repeats what people wrote.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    name,
    message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    stack,
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}
