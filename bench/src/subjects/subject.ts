import type { Room, Target } from "../load/adapter.ts";

/** Which people and messages a measurement needs to find. */
export interface Population {
  rooms: number;
  membersPerRoom: number;
  /** Messages already stored in each room, numbered 0, 1, 2, … in their texts. */
  messagesPerRoom: number;
}

/** A server that is measured: the product, or a peer. */
export interface Subject {
  readonly name: string;
  /** Starts the server with its database, or reuses the data of an earlier start of this run. */
  start(): Promise<RunningSubject>;
}

export interface RunningSubject {
  readonly target: Target;
  /** CPU seconds so far of the server and of its database, and of the server's memory in KiB. */
  cpu(): Cpu;
  residentKib(): number;
  /** People, rooms and messages, made once per run; credentials are fresh at every call. */
  populate(population: Population): Promise<Room[]>;
  /** Has what waits to be done about earlier messages done now, and waits for it; undefined: nothing ever waits. */
  finish?(rooms: Room[]): Promise<void>;
  /** Kills the server (not its database) and starts it again on the same port, without waiting for it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface Cpu {
  server: number;
  database: number;
}
