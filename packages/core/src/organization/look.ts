import { accentOf, type OrganizationLook } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { logoPath } from "./read-settings.ts";

/** What its look is made from, in the row of an organization. */
type LookRow = {
  readonly organization_id: string;
  readonly name: string;
  readonly logo_id: string | null;
  readonly accent: string | null;
};

/** How an organization shows itself: to its people, to guests, and to whoever was invited. */
export function lookOf({ organization_id, name, logo_id, accent }: LookRow): OrganizationLook {
  const logo = logoPath(organization_id, logo_id);
  return {
    name,
    ...(logo !== null && { logo }),
    ...(accent !== null && { accent: accentOf(accent) }),
  };
}

export async function selectLook(tx: Scoped, organizationId: string): Promise<OrganizationLook> {
  const row = await tx
    .selectFrom("organization")
    .select(["id as organization_id", "name", "logo_id", "accent"])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return lookOf(row);
}
