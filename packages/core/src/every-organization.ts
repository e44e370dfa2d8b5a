import type { Core } from "./core.ts";
import { listOrganizationIds } from "./database/scope.ts";

/**
 * Does something in each organization that is at work, one after the other. What fails in one is logged with `sentence`
 * and left for the next time; the others do not wait for it. Returns the sum of what the work returned.
 */
export async function inEveryOrganization(
  core: Core,
  sentence: string,
  work: (organizationId: string) => Promise<number>,
  isStopped = () => false,
): Promise<number> {
  let sum = 0;
  for (const id of await listOrganizationIds(core.db)) {
    if (isStopped()) break;
    try {
      sum += await work(id);
    } catch (error) {
      core.log.warn({ err: error, organization_id: id }, sentence);
    }
  }
  return sum;
}
