import type { Consumer } from "../consumers/consumer.ts";
import { readNotice } from "./notices.ts";

/** Events that one run looks at. */
const eventsAtOnce = 5_000;
/** A server that was away does not call out what is long past: it is in the list. */
const toldAtOnce = 100;

type Row = {
  member_id: string | null;
  notification_id: string | null;
  progressed: boolean | null;
  more: boolean | null;
};

/**
 * Tells people where they were mentioned: one row each, written with the cursor in one statement, so that a
 * repetition changes nothing (P6).
 */
export const mentionNotifier: Consumer = {
  name: "mentions",
  // Somebody is called.
  awaited: () => true,
  async run(core, organizationId) {
    const { rows } = await core.pool.query<Row>({
      name: "notify_mentions",
      text: "select * from notify_mentions($1, $2)",
      values: [organizationId, eventsAtOnce],
    });
    const told = rows.flatMap(({ member_id, notification_id }) =>
      member_id === null || notification_id === null ? [] : [{ member_id, notification_id }],
    );
    for (const { member_id, notification_id } of told.slice(-toldAtOnce)) {
      const notice = await readNotice(core, organizationId, notification_id);
      if (notice !== undefined) core.notices.publish({ user_id: member_id, ...notice });
    }
    const last = rows.at(-1);
    return { progressed: last?.progressed ?? false, more: last?.more ?? false };
  },
};
