import { Pool } from "pg";

/** What the bench tells a peer through its environment. */
export function port(): number {
  return Number(process.env.PORT);
}

/** A pool as node-postgres makes it by default: ten connections, to the database of the peers. */
export function openPool(): Pool {
  return new Pool({
    host: process.env.PEER_DATABASE_HOST,
    port: Number(process.env.PEER_DATABASE_PORT),
    user: process.env.PEER_DATABASE_USER,
    database: process.env.PEER_DATABASE_NAME,
  });
}

/** A peer ends at once: it promises nothing, so it has nothing to finish. */
export function endOnSignal(): void {
  process.on("SIGTERM", () => process.exit(0));
  process.on("SIGINT", () => process.exit(0));
}
