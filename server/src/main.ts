import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import type { Logger } from "pino";
import { type Config, readConfig } from "./config.ts";
import { makeDataDirectory } from "./data-directory.ts";
import { giveMemoryBackAtRest } from "./memory/at-rest.ts";
import type { RunningServer } from "./start.ts";

/** From the first signal to the end, whatever hangs. */
const drainMs = 9_000;
/** A terminal's Ctrl-C reaches us twice, by itself and through npm: repeats within this time are one. */
const sameSignalMs = 1_500;

/** The program: importing this file starts the server and keeps it until it is told to end. */
async function main(): Promise<void> {
  outliveTheLog();
  const config = readConfig(process.env);
  // Half of a start is compiling the same files as last time; where it cannot be kept, nothing is lost.
  if (makeDataDirectory(config)) enableCompileCache(join(config.dataDirectory, "compile-cache"));
  const { createLog, start, warnOfFewFiles } = await import("./program.ts");
  const log = createLog(config.logLevel);
  warnOfFewFiles(log);
  const server = Promise.withResolvers<RunningServer>();
  // Nobody may be waiting for it yet.
  server.promise.catch(() => {});
  endOnSignal(server.promise, log);
  endOnFault(server.promise, log);
  const running = await start({ config, log }).catch((error: unknown) => {
    server.reject(error);
    throw error;
  });
  server.resolve(running);
  void running.failed.then(() => end(running.stop, log, 1));
  // Kept now, for the next start after a kill -9, and before anybody comes: it holds the process for a moment.
  flushCompileCache();
  giveMemoryBackAtRest();
  process.stdout.write(`${greeting(config, running)}\n`);
}

function greeting({ demo, host, publicUrl }: Config, { guestPath, port }: RunningServer): string {
  const everywhere = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host);
  const name = everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  const address = publicUrl ?? `http://${name}:${port}`;
  const accounts = " Demo: client@depannage.demo, technicien@depannage.demo, password relais-demo.";
  // Told to whoever starts it, on the screen; a log never holds a link.
  const guest =
    guestPath === null ? "" : `\nPaul Mercier (customer, no account): ${address}${guestPath}`;
  return `Relais is ready at ${address}${demo ? `.${accounts}` : ""}${guest}`;
}

/** Whoever reads the log may go, and its volume may be full: lines are lost then, conversations are not. */
function outliveTheLog(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

function endOnSignal(server: Promise<RunningServer>, log: Logger): void {
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt !== undefined) {
      // Impatient: the database is asked to stop on the way out.
      if (performance.now() - firstAt > sameSignalMs) process.exit(1);
      return;
    }
    firstAt = performance.now();
    log.info({ signal }, "Stopping.");
    // A start that is under way is finished first; it is short, and half a start is hard to undo.
    void endInOrder(server, log);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, onSignal);
}

async function endInOrder(server: Promise<RunningServer>, log: Logger): Promise<void> {
  const running = await server.catch(() => undefined);
  // A start that failed has said why, and ends by itself.
  if (running !== undefined) await end(running.stop, log, 0);
}

/** What nobody caught: the state is unknown, so nothing is answered any more. */
function endOnFault(server: Promise<RunningServer>, log: Logger): void {
  const onFault = async (fault: unknown) => {
    log.fatal({ err: fault }, "Something failed that nothing caught; stopping.");
    const running = await server.catch(() => undefined);
    if (running === undefined) process.exit(1);
    await end(running.stop, log, 1);
  };
  process.on("uncaughtException", (fault) => void onFault(fault));
  process.on("unhandledRejection", (fault) => void onFault(fault));
}

async function end(stop: () => Promise<void>, log: Logger, status: number): Promise<void> {
  setTimeout(() => {
    log.error({}, "Stopping took too long; leaving.");
    process.exit(1);
  }, drainMs).unref();
  await stop();
  process.exit(status);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

/** One sentence for what an operator can mend; everything for what is our mistake. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return operatorErrors.has(error.name) ? error.message : (error.stack ?? error.message);
}

/** By name: importing their classes would load the database before the settings are read, and the built server has two files. */
const operatorErrors = new Set(["ConfigError", "DatabaseError", "DatabaseStartError"]);
