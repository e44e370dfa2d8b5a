import pg from "pg";
import { type ConnectionTarget, ownerConfig } from "./connection.ts";

/** Works on one connection as the owner of the database, for what the server's own role may not; it is ended afterwards. */
export async function asOwner<Result>(
  target: ConnectionTarget,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(ownerConfig(target));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
