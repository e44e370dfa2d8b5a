import pg from "pg";
import { type ConnectionTarget, runtimeConfig } from "../database/connection.ts";

/** Any number, as long as nothing else locks by it. */
const seatKey = 7_261_001;

export type Seat = {
  /** Settles when the seat was lost with its connection. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
};

/**
 * Of several servers on one database one drives in the demonstration. Null while another does. The seat is a
 * lock of a session of its own: whatever happens to this process, the next one finds it free.
 */
export async function takeDemoSeat(target: ConnectionTarget): Promise<Seat | null> {
  const client = new pg.Client({ ...runtimeConfig(target, "relais-demo"), keepAlive: true });
  const lost = new Promise<void>((resolve) => client.once("end", () => resolve()));
  // A connection that breaks ends as well; whoever drives hears of it by `lost`.
  client.on("error", () => {});
  const release = async () => {
    await client.end();
  };
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(
      "select pg_try_advisory_lock($1) as taken",
      [seatKey],
    );
    if (rows[0]?.taken) return { lost, release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}
