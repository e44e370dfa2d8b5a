import pg from "pg";

/** Runs the statements of a batch that needs more than one, all of them or none. */
export async function inOneTransaction(
  pool: pg.Pool,
  write: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  let broken: unknown;
  try {
    await client.query("begin");
    await write(client);
    await client.query("commit");
  } catch (error) {
    broken = error;
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    // What happened on a connection that failed otherwise than by an answer is unknown: not used again.
    client.release(broken !== undefined && !(broken instanceof pg.DatabaseError));
  }
}
