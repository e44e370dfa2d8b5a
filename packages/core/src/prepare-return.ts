import type pg from "pg";
import { signInsStatement } from "./access/check-sign-in.ts";
import { rostersStatement } from "./conversation/rosters.ts";
import type { Core } from "./core.ts";
import { catchUpStatement } from "./journal/catch-up-reader.ts";

/** Each of the three reads of a return has one query under way at most, and somebody else may ask something. */
const connections = 4;

/**
 * Opens connections and has them plan what is asked when people come back: they do it while the rest of the server
 * starts, instead of while the first ones wait. Call it before anything else is asked.
 */
export async function prepareReturn({ pool }: Pick<Core, "pool">): Promise<void> {
  await Promise.all(Array.from({ length: connections }, () => prepareOne(pool)));
}

async function prepareOne(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query({ ...signInsStatement, values: ["{}", []] });
    await client.query({ ...rostersStatement, values: ["{}", []] });
    await client.query({ ...catchUpStatement, values: ["{}", [], [], 1] });
    failed = false;
  } finally {
    client.release(failed);
  }
}
