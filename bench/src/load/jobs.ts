import type { Room, Target } from "./adapter.ts";

/** What the orchestrator asks of a generator process. */
export type Job =
  | { name: "rate"; target: Target; rooms: Room[]; rate: number; warmUp: number; seconds: number }
  | { name: "fan-out"; target: Target; room: Room; inFlight: number; warmUp: number; count: number }
  | { name: "idle"; target: Target; rooms: Room[] }
  | { name: "restart"; target: Target; rooms: Room[]; missed: number }
  | {
      name: "pages";
      target: Target;
      room: Room;
      inFlight: number;
      warmUp: number;
      seconds: number;
    };

/** Latency in milliseconds. */
export interface Latency {
  p50: number;
  p95: number;
  p99: number;
}

/** The generator's answers, by job. Durations in seconds, latencies in milliseconds. */
export interface Results {
  rate: {
    overloaded: boolean;
    sent: number;
    /** Empty, or what the server said when it refused. */
    refusal: string;
    /** What was still awaited when the job ended. */
    missing: string;
    acknowledged: Latency;
    received: Latency;
  };
  "fan-out": { messages: number; deliveries: number; seconds: number; last: Latency };
  idle: { connections: number };
  restart: { connections: number; storm: number; total: number; wrong: number };
  pages: { pages: number; seconds: number; latency: Latency };
}

/**
 * Moments that a generator tells the orchestrator. `begin` and `end` bound the measured part (counters of the
 * processes are read at both); `ready` waits until the orchestrator has done its part.
 */
export type Signal = "begin" | "end" | "ready";
export type Tell = (signal: Signal) => Promise<void>;
