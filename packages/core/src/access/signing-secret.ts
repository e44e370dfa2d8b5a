import { randomBytes } from "node:crypto";
import pg from "pg";
import { type ConnectionTarget, ownerConfig } from "../database/connection.ts";

/**
 * The secret that signs access tokens: made once, kept in the database so that several servers and
 * every restart share it. Only the owner may read its table; the runtime role cannot.
 */
export async function loadSigningSecret(target: ConnectionTarget): Promise<Buffer> {
  const client = new pg.Client(ownerConfig(target));
  await client.connect();
  try {
    await client.query(
      "insert into platform_secret (name, value) values ('signing', $1) on conflict (name) do nothing",
      [randomBytes(32)],
    );
    const { rows } = await client.query<{ value: Buffer }>(
      "select value from platform_secret where name = 'signing'",
    );
    const [row] = rows;
    if (row === undefined) throw new Error("the signing secret could not be stored");
    return row.value;
  } finally {
    await client.end();
  }
}
