import { fileURLToPath } from "node:url";
import type { Room, Target } from "../load/adapter.ts";
import { processCpu, residentKib, treeCpu } from "../processes/proc.ts";
import { freePort, ServerProcess } from "../processes/server-process.ts";
import { PeerDatabase } from "./peer-database.ts";
import type { Population, RunningSubject, Subject } from "./subject.ts";

/** A peer of `bench/src/peers`; with `directory`, on the database of the peers, which lives there. */
export function peer(name: string, kind: Target["kind"], directory?: string): Subject {
  const file = fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url));
  return {
    name,
    async start(): Promise<RunningSubject> {
      const database = directory === undefined ? undefined : await PeerDatabase.open(directory);
      const port = await freePort();
      const settings = { PORT: String(port), ...database?.settings };
      const launch = (): ServerProcess => new ServerProcess([file], settings);
      let server = launch();
      await server.answers(`http://127.0.0.1:${port}/`).catch(async (error: Error) => {
        await database?.stop();
        throw error;
      });
      return {
        target: { kind, port },
        cpu: () => ({
          server: processCpu(server.pid),
          database: database ? treeCpu(database.pid) : 0,
        }),
        residentKib: () => residentKib(server.pid),
        async populate(population: Population): Promise<Room[]> {
          if (database) return await database.populate(nameOf(population), population);
          return unstored(population);
        },
        async restart() {
          await server.end("SIGKILL");
          server = launch();
        },
        async stop() {
          await server.end("SIGTERM");
          await database?.stop();
        },
      };
    },
  };
}

function nameOf(population: Population): string {
  return `${population.rooms}x${population.membersPerRoom}x${population.messagesPerRoom}`;
}

/** Rooms of a server that stores nothing. */
function unstored({ rooms, membersPerRoom }: Population): Room[] {
  const members = Array.from({ length: membersPerRoom }, (_, index) => `person-${index}`);
  return Array.from({ length: rooms }, (_, index) => ({ id: `room-${index}`, members, last: 0 }));
}
