import type { Log } from "../log.ts";
import { asOwner } from "./as-owner.ts";
import type { ConnectionTarget } from "./connection.ts";
import { groundOf } from "./ground.ts";

/**
 * Makes sure that a journal which was put back from a backup has another epoch than the one that went on without it.
 * For the start of a server, before it serves. `cluster` as for `groundOf`.
 */
export async function settleEpoch(
  target: ConnectionTarget,
  log: Log,
  cluster?: string,
): Promise<void> {
  await asOwner(target, async (client) => {
    const ground = await groundOf(client, cluster);
    const { rows } = await client.query<{ renewed: boolean }>(
      "select settle_epoch($1) as renewed",
      [ground],
    );
    if (rows[0]?.renewed) {
      log.warn(
        {},
        "The database was restored, copied or moved since the last start. Clients read everything anew.",
      );
    }
  });
}

/** The id of this life of the journal, as the start of the server settled it: another one after every restore. */
export function loadEpoch(target: ConnectionTarget): Promise<string> {
  return asOwner(target, async (client) => {
    const { rows } = await client.query<{ epoch: string }>(
      "select epoch from journal_epoch order by number desc limit 1",
    );
    const [row] = rows;
    if (row === undefined) throw new Error("the journal has no epoch");
    return row.epoch;
  });
}
