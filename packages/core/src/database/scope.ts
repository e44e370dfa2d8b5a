import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "./generated/schema.ts";

export type Scoped = Transaction<Database>;

/** The literal that row-level security reads: `{uuid,uuid}`. */
export function organizationsLiteral(organizationIds: Iterable<string>): string {
  return `{${[...organizationIds].join(",")}}`;
}

/**
 * One transaction that sees and writes the rows of one organization only. The setting is local:
 * it ends with the transaction, so a connection returned to the pool sees nothing.
 */
export function inOrganization<Result>(
  db: Kysely<Database>,
  organizationId: string,
  work: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.organizations', ${organizationsLiteral([organizationId])}, true)`.execute(
      tx,
    );
    return work(tx);
  });
}

/** One transaction that sees the single member with this e-mail address, whatever the organization. */
export function atSignIn<Result>(
  db: Kysely<Database>,
  email: string,
  work: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.sign_in_email', ${email}, true)`.execute(tx);
    return work(tx);
  });
}

/** Ids of all organizations, for reactions that visit each in turn. */
export function listOrganizationIds(db: Kysely<Database>): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.directory', 'on', true)`.execute(tx);
    const rows = await tx.selectFrom("organization").select("id").orderBy("id").execute();
    return rows.map((row) => row.id);
  });
}
