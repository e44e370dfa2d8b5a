import { bringUp, type Context, type Running } from "./bring-up.ts";
import { ensureCluster, readPassword, SUPERUSER } from "./cluster.ts";
import { DATABASE } from "./connect.ts";
import { DatabaseStartError } from "./errors.ts";
import { findBinaries } from "./find-binaries.ts";
import { linkLibraries } from "./link-libraries.ts";
import { preparePlace } from "./place.ts";
import { askToStop, stopPostmaster } from "./postmaster.ts";
import { reachableBinaries } from "./reachable-binaries.ts";
import { makeRoomInLog } from "./room-in-log.ts";
import { fullDisk, hasRoom, roomOn } from "./room-on-disk.ts";
import { stopWithProcess } from "./stop-with-process.ts";
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from "./types.ts";

/** A PostgreSQL that falls again within this time of its restart is not started a third time. */
const STEADY_MS = 10_000;

/**
 * Starts the PostgreSQL that comes with Relais on its data directory, creating it the first time, and keeps it running:
 * when it is killed it is started again, and when its disk is full, which ends it, as soon as there is room. Whatever
 * was left by a kill -9 of either is taken up.
 * Throws DatabaseStartError, whose message is for the operator.
 */
export async function openEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, settings = {} } = options;
  const place = preparePlace(options.dataDirectory);
  const found = findBinaries();
  const binaries = place.user === undefined ? found : reachableBinaries(found, place.user, log);
  linkLibraries(binaries.root);

  let stopping = false;
  let running: Running | undefined;
  let endCreation: (() => void) | undefined;
  let creation: Promise<void> | undefined;
  let spawned: number | undefined;
  let restarts = 0;
  const context: Context = {
    place,
    binaries,
    settings,
    log,
    interrupted: () => stopping,
    onSpawn(pid) {
      spawned = pid;
      // The signal came while it was being started.
      if (stopping) askToStop(pid, place, binaries);
    },
  };

  const closed = Promise.withResolvers<void>();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= shutDown());
  const letGo = stopWithProcess({
    stop,
    askToStop() {
      endCreation?.();
      const pid = running?.pid ?? spawned;
      if (pid !== undefined) askToStop(pid, place, binaries);
    },
  });

  async function shutDown(): Promise<void> {
    stopping = true;
    endCreation?.();
    await creation?.catch(() => undefined);
    const pid = running?.pid ?? spawned;
    if (pid !== undefined) await stopPostmaster(pid, place, binaries);
    letGo();
    closed.resolve();
  }

  async function start(): Promise<Running> {
    const up = await bringUp(context);
    if (stopping) throw new DatabaseStartError("The start was interrupted.");
    running = up;
    const since = performance.now();
    up.connection.once("end", () => void restart(performance.now() - since));
    return up;
  }

  async function restart(ranFor: number): Promise<void> {
    if (stopping) return;
    running = undefined;
    spawned = undefined;
    log.error("PostgreSQL went away.");
    restarts = ranFor < STEADY_MS ? restarts + 1 : 0;
    for (;;) {
      try {
        if (restarts > 1) throw new DatabaseStartError("PostgreSQL keeps falling.");
        await start();
        log.info("PostgreSQL is back.");
        return;
      } catch (error) {
        if (stopping) return;
        log.error(error instanceof Error ? error.message : String(error));
        if (await hasRoom(place.dataDirectory)) break;
      }
      log.error(`${fullDisk(place.dataDirectory)} PostgreSQL is started again once there is some.`);
      await roomOn(place.dataDirectory, () => stopping);
      if (stopping) return;
      restarts = 0;
    }
    letGo();
    closed.resolve();
  }

  try {
    creation = ensureCluster(place, binaries, log, (end) => {
      endCreation = end;
    });
    await creation;
    endCreation = undefined;
    if (stopping) throw new DatabaseStartError("The start was interrupted.");
    const { port, connection } = await start();
    // Nobody waits for it, and nothing needs it.
    makeRoomInLog(connection, place.cluster).catch(() => undefined);
    const password = readPassword(place);
    return {
      socketDirectory: place.host,
      port,
      cluster: place.cluster,
      superuser: SUPERUSER,
      database: DATABASE,
      ...(password === undefined ? {} : { password }),
      closed: closed.promise,
      stop,
    };
  } catch (error) {
    // Held back by a signal: the process ends once the database has.
    if (stopping) await stopped;
    letGo();
    if (error instanceof DatabaseStartError && !(await hasRoom(place.dataDirectory)))
      throw new DatabaseStartError(`${error.message} ${fullDisk(place.dataDirectory)}`);
    throw error;
  }
}
