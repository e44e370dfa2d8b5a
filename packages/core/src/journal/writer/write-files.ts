import pg from "pg";
import { organizationsLiteral } from "../../database/scope.ts";
import type { Plan } from "./plan.ts";

export function hasFiles({ messages }: Plan): boolean {
  return messages.some(({ item }) => item.attachments !== undefined);
}

/** Gives the messages of a plan their files, within its transaction. */
export async function attachFiles(client: pg.PoolClient, plan: Plan): Promise<void> {
  await client.query({ name: "attach_files", text: statement, values: filesOf(plan) });
}

const statement = "select attach_files($1, $2, $3, $4, $5, $6, $7, $8)";

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
