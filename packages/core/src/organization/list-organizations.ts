import pg from "pg";
import { type ConnectionTarget, ownerConfig } from "../database/connection.ts";

export type OrganizationLine = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly kinds: readonly string[];
  readonly members: number;
};

/** Every organization, by name, as the owner of the database. For the platform's operator only. */
export async function listOrganizations(target: ConnectionTarget): Promise<OrganizationLine[]> {
  const client = new pg.Client(ownerConfig(target));
  await client.connect();
  try {
    const { rows } = await client.query<OrganizationLine>(
      `select o.id, o.name, o.slug, o.kinds, count(m.id) as members
       from organization o left join member m on m.organization_id = o.id
       group by o.id order by o.name, o.id`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
