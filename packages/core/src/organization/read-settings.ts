import type { Language, OrganizationSettings } from "@relais/protocol";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { choosableKinds, openableKinds } from "./kinds-in-use.ts";
import { usedRoles } from "./used-roles.ts";

/** What the organization says of itself. For admins. Refuses: forbidden. */
export async function readOrganization(core: Core, actor: Actor): Promise<OrganizationSettings> {
  refuseUnlessAdmin(actor);
  return inOrganization(core.db, actor, (tx) => selectSettings(core, tx, actor.organization_id));
}

export async function selectSettings(
  core: Core,
  tx: Scoped,
  organizationId: string,
): Promise<OrganizationSettings> {
  const { kinds, closed_kinds, logo_id, language, ...row } = await tx
    .selectFrom("organization")
    .select([
      "id",
      "name",
      "slug",
      "kinds",
      "closed_kinds",
      "language",
      "phone_country",
      "accent",
      "logo_id",
      "retention_days",
    ])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const open = openableKinds({ kinds, closed_kinds });
  return {
    ...row,
    // The check constraint of the column holds the same list as the type.
    language: language as Language,
    logo: logoPath(organizationId, logo_id),
    kinds: choosableKinds(core.kinds).flatMap((name) => {
      const kind = core.kinds.get(name);
      return kind === undefined ? [] : [{ name, title: kind.title, in_use: open.includes(name) }];
    }),
    roles: usedRoles(core.kinds, kinds),
  };
}

/** Where a logo is fetched: another picture has another address, so it can be kept for long. */
export const logoPath = (organizationId: string, logoId: string | null): string | null =>
  logoId === null ? null : `/logos/${organizationId}/${logoId}`;
