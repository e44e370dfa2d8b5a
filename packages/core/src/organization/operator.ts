import type { AuditAction, AuditValues } from "@relais/protocol";
import type pg from "pg";
import { asOwner } from "../database/as-owner.ts";
import type { ConnectionTarget } from "../database/connection.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";

/** One transaction as the owner of the database: what the platform's operator may do, and the server may not. */
export function asOperator<Result>(
  target: ConnectionTarget,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return asOwner(target, async (client) => {
    await client.query("begin");
    const result = await work(client);
    // Without the commit nothing of it stays.
    await client.query("commit");
    return result;
  });
}

type Organization = { readonly id: string; readonly name: string };

/** The organization of a short name, held until the end. Refuses: invalid_body naming `slug`. */
export async function holdOrganization<More = unknown>(
  client: pg.Client,
  slug: string,
): Promise<Organization & More> {
  const found = await client.query<Organization & More>(
    "select * from organization where slug = $1 for update",
    [slug],
  );
  const [organization] = found.rows;
  if (organization === undefined) {
    throw new RefusedError("invalid_body", {
      fields: {
        slug: say(
          "Il n’y a pas d’organisation de ce nom court\u202f: voyez la liste.",
          "There is no organization of that short name: look at the list.",
        ),
      },
    });
  }
  return organization;
}

/** The id of the organization of a short name. Refuses: invalid_body naming `slug`. */
export async function findOrganization(target: ConnectionTarget, slug: string): Promise<string> {
  const { id } = await asOperator(target, (client) => holdOrganization(client, slug));
  return id;
}

/** Writes into the organization's own audit log what the operator did to it. */
export async function recordForOperator(
  client: pg.Client,
  { id, name }: Organization,
  action: Extract<AuditAction, `organization.${string}`>,
  after?: AuditValues,
): Promise<void> {
  await client.query(
    `insert into audit_entry (id, organization_id, at, action, subject_type, subject_id, subject_name, after)
     values ($1, $2::uuid, now(), $3, 'organization', $2::uuid::text, $4, $5)`,
    [newId(), id, action, name, after === undefined ? null : JSON.stringify(after)],
  );
}
