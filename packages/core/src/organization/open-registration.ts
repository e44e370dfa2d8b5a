import type { ConnectionTarget } from "../database/connection.ts";
import { asOperator, holdOrganization, recordForOperator } from "./operator.ts";

/**
 * Says whether anybody may register as a customer of an organization, as the owner of the database. For the platform's
 * operator, not for any caller.
 *
 * Refuses: invalid_body with `fields` (no organization of that short name).
 */
export async function openRegistration(
  target: ConnectionTarget,
  { slug, open }: { readonly slug: string; readonly open: boolean },
): Promise<void> {
  await asOperator(target, async (client) => {
    const held = await holdOrganization<{ open_registration: boolean }>(client, slug);
    if (held.open_registration === open) return;
    const statement = "update organization set open_registration = $2 where id = $1";
    await client.query(statement, [held.id, open]);
    await recordForOperator(client, held, "organization.registration_changed", { open });
  });
}
