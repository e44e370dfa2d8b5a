import { asOwner } from "../database/as-owner.ts";
import type { ConnectionTarget } from "../database/connection.ts";

/**
 * A secret of this installation: made once, kept in the database so that several servers and every restart share it.
 * Only the owner may read its table; the runtime role cannot. `fresh` is kept when there is none yet.
 */
export function loadPlatformSecret(
  target: ConnectionTarget,
  name: string,
  fresh: Buffer,
): Promise<Buffer> {
  return asOwner(target, async (client) => {
    await client.query(
      "insert into platform_secret (name, value) values ($1, $2) on conflict (name) do nothing",
      [name, fresh],
    );
    const { rows } = await client.query<{ value: Buffer }>(
      "select value from platform_secret where name = $1",
      [name],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`the secret ${name} could not be stored`);
    return row.value;
  });
}
