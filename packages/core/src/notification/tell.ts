import type { Core } from "../core.ts";
import { countUnreadOf, readNotice } from "./notices.ts";

/** A server that was away does not call out what is long past: it is in the list. */
const toldAtOnce = 100;

/** What a reaction that writes notifications answers: one row each, and a last one without a member. */
export type ToldRow = {
  readonly member_id: string | null;
  /** Null: what concerned them was seen. */
  readonly notification_id: string | null;
  readonly progressed: boolean | null;
  readonly more: boolean | null;
};

/** Calls out what a run has written, and says how far the run came. */
export async function tell(
  core: Core,
  organizationId: string,
  rows: readonly ToldRow[],
): Promise<{ progressed: boolean; more: boolean }> {
  for (const { member_id, notification_id } of rows.slice(0, -1).slice(-toldAtOnce)) {
    if (member_id === null) continue;
    if (notification_id === null) {
      const unread = await countUnreadOf(core, organizationId, member_id);
      core.notices.publish({ user_id: member_id, notification: null, unread });
      continue;
    }
    const notice = await readNotice(core, organizationId, notification_id);
    if (notice !== undefined) core.notices.publish({ user_id: member_id, ...notice });
  }
  const last = rows.at(-1);
  return { progressed: last?.progressed ?? false, more: last?.more ?? false };
}
