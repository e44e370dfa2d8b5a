import { type Counter, limits } from "@relais/protocol";
import type { Consumer } from "../consumers/consumer.ts";
import { type CounterRow, counterOf } from "./counter-row.ts";

/** Events that one run looks at: a new consumer works through a long journal in steps. */
const eventsAtOnce = 5_000;

type Row = CounterRow & {
  member_id: string | null;
  /** Only in the last row, the one without a member. */
  progressed: boolean | null;
  more: boolean | null;
};

/**
 * Keeps the notification counters: a run is one statement, counting and cursor together, so it is done
 * exactly once however often it is tried (P6).
 */
export const notificationCounter: Consumer = {
  name: "notification_counter",
  async run(core, organizationId) {
    const { rows } = await core.pool.query<Row>({
      name: "count_notifications",
      text: "select * from count_notifications($1, $2, $3)",
      values: [organizationId, eventsAtOnce, limits.intimateParticipants],
    });
    const byMember = new Map<string, Counter[]>();
    for (const row of rows) {
      if (row.member_id === null) continue;
      const own = byMember.get(row.member_id);
      if (own === undefined) byMember.set(row.member_id, [counterOf(row)]);
      else own.push(counterOf(row));
    }
    for (const [memberId, counters] of byMember) core.counters.publish(memberId, counters);
    const last = rows.at(-1);
    return { progressed: last?.progressed ?? false, more: last?.more ?? false };
  },
};
