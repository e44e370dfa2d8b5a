import type { ConnectionTarget } from "../database/connection.ts";
import { asOperator } from "./operator.ts";

export type OrganizationLine = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly kinds: readonly string[];
  readonly members: number;
  /** Null: it is not. */
  readonly suspended_at: Date | null;
};

/** Every organization, by name, as the owner of the database. For the platform's operator only. */
export function listOrganizations(target: ConnectionTarget): Promise<OrganizationLine[]> {
  return asOperator(target, async (client) => {
    const { rows } = await client.query<OrganizationLine>(
      `select o.id, o.name, o.slug, o.kinds, count(m.id) as members, o.suspended_at
       from organization o left join member m on m.organization_id = o.id and not m.is_service
       group by o.id order by o.name, o.id`,
    );
    return rows;
  });
}
