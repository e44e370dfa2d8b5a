import pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";

/** Writes the rows of a plan and gives its messages their files, in one transaction. */
export async function writeWithFiles(
  pool: pg.Pool,
  plan: Plan,
  writeRows: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  let broken: unknown;
  try {
    await client.query("begin");
    await writeRows(client);
    await client.query({ name: "attach_files", text: attachFiles, values: filesOf(plan) });
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

const attachFiles = "select attach_files($1, $2, $3, $4, $5, $6, $7, $8)";

function filesOf({ organizations, messages }: Plan): unknown[] {
  const withFiles = messages.filter(({ item }) => item.attachments !== undefined);
  const files = withFiles.flatMap(({ item }) =>
    (item.attachments ?? []).map((attachment) => ({ item, attachment })),
  );
  return [
    organizationsLiteral(organizations),
    files.map(({ item }) => item.conversation_id),
    files.map(({ item }) => item.sender_id),
    files.map(({ item }) => item.id),
    files.map(({ attachment }) => attachment.id),
    withFiles.map(({ item }) => item.conversation_id),
    withFiles.map(({ number }) => number),
    JSON.stringify(withFiles.map(({ item }) => item.attachments)),
  ];
}

/** A file was given to another message meanwhile: nothing of this transaction was written. */
export function isFileTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "RF001";
}
