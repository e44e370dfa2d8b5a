import type pg from "pg";
import type { Core } from "../core.ts";
import { asOwner } from "../database/as-owner.ts";
import type { ConnectionTarget } from "../database/connection.ts";
import { newId } from "../ids.ts";
import { type DemoOrganization, demoOrganizations, demoPassword } from "./cast.ts";
import { tellStories } from "./stories.ts";
import { tellDay } from "./day/tell-day.ts";

/**
 * Brings the demo cast into the database, as its owner: the server itself may not create organizations.
 * What is there stays as it is, so a second start costs one query. `day`: with a day of two offices.
 */
export async function seedDemo(
  target: ConnectionTarget,
  core: Core,
  { day = false }: { day?: boolean } = {},
): Promise<void> {
  const isNew = await asOwner(target, (client) => insertLacking(client, core));
  if (!isNew) return;
  await tellStories(core);
  if (day) await tellDay(core, target);
}

/** Whether anybody was lacking. */
async function insertLacking(client: pg.Client, core: Core): Promise<boolean> {
  const { rows } = await client.query<{ email: string }>(
    "select email from member where email = any ($1)",
    [demoOrganizations.flatMap(({ members }) => members.map(({ email }) => email))],
  );
  const known = new Set(rows.map(({ email }) => email));
  const lacking = demoOrganizations.filter(({ members }) =>
    members.some(({ email }) => !known.has(email)),
  );
  if (lacking.length === 0) return false;
  // One hash for all: everybody knows the password.
  const passwordHash = await core.accounts.passwords.hash(demoPassword);
  // Without the commit nothing of it stays.
  await client.query("begin");
  for (const organization of lacking) await insert(client, organization, passwordHash);
  await client.query("commit");
  return true;
}

/** Two servers that start at once may both insert: whoever comes second finds everything there. */
async function insert(
  client: pg.Client,
  { name, slug, kind, besides = [], members, open = false }: DemoOrganization,
  passwordHash: string,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into organization (id, name, slug, kinds, open_registration) values ($1, $2, $3, $4, $5)
     on conflict (slug) do update set kinds = excluded.kinds returning id`,
    [newId(), name, slug, [kind, ...besides], open],
  );
  for (const { email, full_name, role, phone } of members) {
    await client.query(
      `insert into member (id, organization_id, email, full_name, role, phone, password_hash)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (email) do nothing`,
      [newId(), rows[0]?.id, email, full_name, role, phone, passwordHash],
    );
  }
}
