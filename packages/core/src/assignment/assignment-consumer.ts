import { sql } from "kysely";
import type { Consumer, Run } from "../consumers/consumer.ts";
import type { Core } from "../core.ts";
import { settlePlaces } from "../case/settle-places.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { change } from "../journal/append.ts";
import { giveWork } from "./give-work.ts";
import { releaseWork } from "./release-work.ts";

/** Events that one run looks at: it only moves its cursor past them. */
const eventsAtOnce = 100_000;

/**
 * Gives work when something happened in an organization. The cursor moves with what was given (P6); holding it, servers
 * take turns.
 */
export const assignment: Consumer = {
  name: "assignment",
  eventsAtOnce,
  spacingMs: 500,
  // What is said in conversations gives nobody work.
  concerns: ({ stream }) => stream === "organization",
  awaited: () => true,
  run: (core, organizationId) => giveIn(core, organizationId),
};

function giveIn(core: Core, organizationId: string): Promise<Run> {
  return change(core, organizationId, async (change) => {
    const { rows } = await sql<Run>`
      select * from take_assignment_news(${organizationId}, ${eventsAtOnce})`.execute(change.tx);
    const more = await giveWork(core, change, organizationId);
    const [news] = rows;
    return { progressed: (news?.progressed ?? false) || more, more: (news?.more ?? false) || more };
  });
}

/** Gives what waits where nothing has happened but somebody came, or went for long or for good. */
export async function giveEverywhere(core: Core): Promise<void> {
  await inEveryOrganization(core, "Work could not be given.", async (organizationId) => {
    await settlePlaces(core, organizationId);
    await releaseWork(core, organizationId);
    if (await isEnabled(core, organizationId)) await giveIn(core, organizationId);
    return 0;
  });
}

async function isEnabled(core: Core, organizationId: string): Promise<boolean> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const row = await tx
      .selectFrom("assignment_settings")
      .select("enabled")
      .where("organization_id", "=", organizationId)
      .executeTakeFirst();
    return row?.enabled ?? false;
  });
}
