import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import type { Room } from "../load/adapter.ts";
import { processCpu, residentKib, treeCpu } from "../processes/proc.ts";
import { freePort, ServerProcess } from "../processes/server-process.ts";
import { quiet } from "./quiet.ts";
import { populateRelais } from "./relais-population.ts";
import { finishReactions } from "./relais-reactions.ts";
import type { Cpu, Population, RunningSubject, Subject } from "./subject.ts";

/** As `npm start` has it (package.json). */
const nodeOptions = ["--min-semi-space-size=16", "--max-semi-space-size=32"];
const file = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url));

/** The real server, as `npm start` runs it, on its own database below `directory`. */
export function relais(directory: string): Subject {
  return {
    name: "relais",
    async start(): Promise<RunningSubject> {
      const port = await freePort();
      const settings = relaisSettings(directory, port);
      const launch = (): ServerProcess => new ServerProcess([...nodeOptions, file], settings);
      let server = launch();
      const stop = async (): Promise<void> => {
        await server.end("SIGTERM");
        await endOrphan(directory);
      };
      await server.answers(`http://127.0.0.1:${port}/readyz`).catch(async (error: Error) => {
        await stop();
        throw error;
      });
      const cpu = (): Cpu => ({
        server: processCpu(server.pid),
        database: treeCpu(postmaster(directory)),
      });
      return {
        target: { kind: "relais", port },
        cpu,
        residentKib: () => residentKib(server.pid),
        async populate(population: Population): Promise<Room[]> {
          const rooms = await asOwner(directory, (client) => populateRelais(client, population));
          // Reactions to what was written (unread counters) are no part of what is measured next.
          await quiet(cpu);
          return rooms;
        },
        async finish([room]) {
          const [token] = room?.members ?? [];
          if (room === undefined || token === undefined) throw new Error("There is nobody.");
          await asOwner(directory, (client) => finishReactions(client, port, token, room.id));
        },
        async restart() {
          await server.end("SIGKILL");
          server = launch();
        },
        stop,
      };
    },
  };
}

/** What the server is told; everything else is as it comes. */
export function relaisSettings(directory: string, port: number): Record<string, string> {
  return {
    PORT: String(port),
    HOST: "127.0.0.1",
    RELAIS_DATA_DIR: directory,
    RELAIS_DEMO: "0",
    LOG_LEVEL: "warn",
  };
}

function lockOf(directory: string): string {
  return join(directory, "postgres", "cluster", "postmaster.pid");
}

function postmaster(directory: string): number {
  return Number(readFileSync(lockOf(directory), "utf8").split("\n")[0]);
}

/** Ends the database of a server that could not do it itself, because it was killed or fell. */
async function endOrphan(directory: string): Promise<void> {
  if (!existsSync(lockOf(directory))) return;
  process.kill(postmaster(directory), "SIGINT");
  while (existsSync(lockOf(directory))) await wait(20);
}

async function asOwner<Result>(
  directory: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    host: join(directory, "postgres", "socket"),
    user: "postgres",
    database: "relais",
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
