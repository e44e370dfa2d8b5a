import { estimateArrival } from "@relais/protocol";
import type { Core } from "../core.ts";
import { inOrganization, listOrganizationIds } from "../database/scope.ts";
import type { Taken } from "./check-fix.ts";
import { placeOf } from "./destination.ts";
import { readDetour } from "./detour.ts";
import type { PositionNews } from "./position-news.ts";
import { shareOf } from "./share-rows.ts";

/** The last position of every share that lives: for a server that has just started. */
export async function readLivePositions(core: Core): Promise<PositionNews[]> {
  const news: PositionNews[] = [];
  for (const organizationId of await listOrganizationIds(core.db)) {
    news.push(...(await readOf(core, organizationId)));
  }
  return news;
}

function readOf(core: Core, organizationId: string): Promise<PositionNews[]> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const rows = await tx
      .selectFrom("position_share")
      .innerJoin("conversation", "conversation.id", "position_share.conversation_id")
      .selectAll("position_share")
      .select("conversation.case_id")
      .where("position_share.organization_id", "=", organizationId)
      .where("position_share.ended_at", "is", null)
      .where("position_share.ends_at", ">", core.now())
      .execute();
    const news: PositionNews[] = [];
    const detour = rows.length > 0 ? await readDetour(tx, organizationId) : 1;
    for (const row of rows) {
      const { conversation_id, case_id } = row;
      const last = row.last as Taken | null;
      if (last === null) continue;
      const { id: share_id, user_id, destination } = shareOf(row);
      const { device_at: _, ...fix } = last;
      const place = destination && (await placeOf(tx, conversation_id, case_id, destination));
      const now = core.now().getTime();
      const arrival = place && estimateArrival({ trip: [fix], destination: place, detour, now });
      news.push({ conversation_id, share_id, user_id, fix, arrival });
    }
    return news;
  });
}
