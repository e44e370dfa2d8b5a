import type { Core } from "../core.ts";
import { listOrganizationIds, organizationsLiteral } from "../database/scope.ts";
import { allConsumers } from "./start-consumers.ts";

/** By consumer: in how many organizations something of the journal lies before it. For the operator's eyes. */
export async function consumerLag(core: Core): Promise<Map<string, number>> {
  const organizations = organizationsLiteral(await listOrganizationIds(core.db));
  const lag = new Map<string, number>();
  for (const { name } of allConsumers) {
    const { rows } = await core.pool.query<{ count: number }>({
      name: "consumer_lag",
      text: "select count(*) from organizations_with_news($1, $2)",
      values: [organizations, name],
    });
    lag.set(name, rows[0]?.count ?? 0);
  }
  return lag;
}
