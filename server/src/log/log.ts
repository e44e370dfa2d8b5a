import { type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";
import { kindOf, Repeats } from "./repeats.ts";
import { scrub } from "./scrub.ts";

/** Where lines go: standard output, or a test that reads them. */
export type LogSink = { write(line: string): void };

/**
 * JSON lines; `unsaid` is how many more said the same in the last minute. Two nets hold secrets back, because one leak is one too many: fields that are known to
 * hold one are never serialised, and every finished line is searched for the shape of one.
 */
export function createLog(level: LogLevel, sink: LogSink = process.stdout): Logger {
  const repeats = new Repeats();
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: describeError },
      hooks: {
        logMethod([details, message], write, atLevel) {
          const counted = countedLevels.has(atLevel);
          const { err } = (details ?? {}) as { err?: unknown };
          const last = err === undefined ? {} : { err };
          const say = (unsaid: number) => write.call(this, { unsaid, ...last }, message);
          if (!counted || repeats.isWritten(kindOf(details, message), say)) {
            write.call(this, details, message);
          }
        },
      },
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: "[redacted]",
      },
    },
    { write: (line) => sink.write(scrub(line)) },
  );
}

/** Warnings and errors: what is less is there because somebody asked for it, and what is more is the end. */
const countedLevels = new Set([40, 50]);

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
