import { type Kysely, sql, type Transaction } from "kysely";
import type pg from "pg";
import type { Database } from "./generated/schema.ts";
import type { PreparedCall } from "./prepared-calls.ts";

export type Scoped = Transaction<Database>;

/** For whom a transaction works: an organization, or in it a guest, for whom one conversation exists. */
export type Scope = {
  readonly organization_id: string;
  readonly guest?: { readonly conversation_id: string };
};

/** The literal that row-level security reads: `{uuid,uuid}`. */
export function organizationsLiteral(organizationIds: Iterable<string>): string {
  return `{${[...organizationIds].join(",")}}`;
}

/** Limits the transaction that it begins to these organizations. */
export function limitTo(organizationIds: Iterable<string>): PreparedCall {
  return {
    name: "limit_to",
    text: "select set_config('relais.organizations', $1, true)",
    values: [organizationsLiteral(organizationIds)],
  };
}

/** As `organizationsLiteral`, for the conversations of guests. Empty: the transaction works for no guest. */
export function guestsLiteral(guest: Scope["guest"]): string {
  return guest === undefined ? "" : `{${guest.conversation_id}}`;
}

/** Limits a transaction. The settings are local: a connection returned to the pool sees nothing. */
export async function setScope(tx: Scoped, { organization_id, guest }: Scope): Promise<void> {
  await sql`select set_config('relais.organizations', ${organizationsLiteral([organization_id])}, true),
    set_config('relais.guest_conversations', ${guestsLiteral(guest)}, true)`.execute(tx);
}

/** One transaction that sees and writes the rows of one organization only, for a guest of one conversation. */
export function inOrganization<Result>(
  db: Kysely<Database>,
  scope: string | Scope,
  work: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await setScope(tx, typeof scope === "string" ? { organization_id: scope } : scope);
    return work(tx);
  });
}

/**
 * A statement of the hot path that names its organizations itself. For a guest it is limited to their
 * conversation as well, which costs them a transaction around it.
 */
export async function queryFor<Row extends pg.QueryResultRow | unknown[]>(
  pool: pg.Pool,
  guests: string,
  statement: pg.QueryConfig | pg.QueryArrayConfig,
): Promise<Row[]> {
  if (guests === "")
    return (await pool.query<Row & pg.QueryResultRow>(statement as pg.QueryConfig)).rows;
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query("begin");
    await client.query("select set_config('relais.guest_conversations', $1, true)", [guests]);
    const { rows } = await client.query<Row & pg.QueryResultRow>(statement as pg.QueryConfig);
    await client.query("commit");
    failed = false;
    return rows;
  } finally {
    // What happened on a connection that failed is not looked into: it is not used again.
    client.release(failed);
  }
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

/** One transaction that sees the single link of this token, whatever the organization. */
export function atLink<Result>(
  db: Kysely<Database>,
  tokenHash: Buffer,
  work: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.link_hash', ${tokenHash.toString("hex")}, true)`.execute(
      tx,
    );
    return work(tx);
  });
}

/** One transaction that sees the single embedding of this site key, whatever the organization. */
export function atSite<Result>(
  db: Kysely<Database>,
  siteKey: string,
  work: (tx: Scoped) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.site_key', ${siteKey}, true)`.execute(tx);
    return work(tx);
  });
}

/** Ids of all organizations that are at work, for reactions that visit each in turn: those that are suspended rest. */
export function listOrganizationIds(db: Kysely<Database>): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.directory', 'on', true)`.execute(tx);
    const rows = await tx
      .selectFrom("organization")
      .select("id")
      .where("suspended_at", "is", null)
      .orderBy("id")
      .execute();
    return rows.map((row) => row.id);
  });
}
