import { type ChangeOrganization, oneOf, type OrganizationSettings } from "@relais/protocol";
import { isSupportedCountry } from "libphonenumber-js";
import { refuseUnlessAdmin } from "../account/policy.ts";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { choosableKinds, withKindsInUse } from "./kinds-in-use.ts";
import { selectSettings } from "./read-settings.ts";

/**
 * Changes what the organization says of itself; what is absent stays. For admins.
 *
 * Refuses: forbidden, invalid_body (a country without telephone numbers, a kind that there is not).
 */
export async function changeOrganization(
  core: Core,
  actor: Actor,
  { kinds: inUse, phone_country, ...change }: ChangeOrganization,
): Promise<OrganizationSettings> {
  refuseUnlessAdmin(actor);
  if (phone_country != null && !isSupportedCountry(phone_country)) {
    throw new RefusedError("invalid_body", {
      fields: {
        phone_country: say(
          "Ce pays n’existe pas\u202f: choisissez dans la liste.",
          "There is no such country: choose from the list.",
        ),
      },
    });
  }
  const known = choosableKinds(core.kinds);
  if (inUse?.some((name) => !known.includes(name))) {
    throw new RefusedError("invalid_body", { fields: { kinds: oneOf(known) } });
  }
  const { organization_id } = actor;
  return inOrganization(core.db, actor, async (tx) => {
    const { kinds: served } = await tx
      .selectFrom("organization")
      .select("kinds")
      .where("id", "=", organization_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const before = await selectSettings(core, tx, organization_id);
    const values = {
      ...change,
      ...(phone_country !== undefined && { phone_country }),
      ...(inUse !== undefined && withKindsInUse(core.kinds, served, inUse)),
    };
    if (Object.keys(values).length === 0) return before;
    await tx.updateTable("organization").set(values).where("id", "=", organization_id).execute();
    const after = await selectSettings(core, tx, organization_id);
    const changed = differences(before, after);
    if (changed !== undefined) {
      await record(tx, core.now(), actor, {
        action: "organization.changed",
        subject: { id: organization_id, name: after.name },
        ...changed,
      });
    }
    return after;
  });
}

const told = ["name", "language", "phone_country", "accent", "retention_days"] as const;

const valuesOf = (settings: OrganizationSettings) => ({
  ...Object.fromEntries(told.map((name) => [name, settings[name]])),
  kinds: settings.kinds.filter(({ in_use }) => in_use).map(({ name }) => name),
});

/** What is otherwise, before and after; nothing when nothing is. */
function differences(before: OrganizationSettings, after: OrganizationSettings) {
  const [was, is] = [Object.entries(valuesOf(before)), Object.entries(valuesOf(after))];
  const other = was.flatMap(([name, value], index) =>
    JSON.stringify(value) === JSON.stringify(is[index]?.[1]) ? [] : [name],
  );
  if (other.length === 0) return undefined;
  const only = (all: typeof was) =>
    Object.fromEntries(all.filter(([name]) => other.includes(name)));
  return { before: only(was), after: only(is) };
}
