import type { ConnectionTarget } from "../database/connection.ts";
import { asOperator, holdOrganization, recordForOperator } from "./operator.ts";

/**
 * Suspends an organization, or lets it go on. While it is suspended nobody of it comes in, customers' links open nothing,
 * and reactions rest; nothing of it is lost, and nobody has to sign in anew afterwards. Every server that runs notices
 * within two seconds (`Suspensions`). For the platform's operator, not for any caller.
 *
 * Refuses: invalid_body with `fields` (no organization of that short name). Whether it changed anything.
 */
export function suspendOrganization(
  target: ConnectionTarget,
  { slug, suspended }: { readonly slug: string; readonly suspended: boolean },
): Promise<boolean> {
  return asOperator(target, async (client) => {
    const organization = await holdOrganization<{ suspended_at: Date | null }>(client, slug);
    if ((organization.suspended_at !== null) === suspended) return false;
    const { id } = organization;
    const at = suspended ? "now()" : "null";
    await client.query(`update organization set suspended_at = ${at} where id = $1`, [id]);
    const action = suspended ? "organization.suspended" : "organization.resumed";
    await recordForOperator(client, organization, action);
    return true;
  });
}
