import { type Counter, limits } from "@relais/protocol";
import type { Consumer } from "../consumers/consumer.ts";
import { type CounterRow, counterOf } from "./counter-row.ts";
import { listCountersOf } from "./counters.ts";
import { withVoice } from "./voice-previews.ts";

/** Events that one run looks at: a new consumer works through a long journal in steps. */
const eventsAtOnce = 100_000;

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
  eventsAtOnce,
  helpingMs: 60_000,
  awaited: (core, organizationId) => core.counters.isHeard(organizationId),
  async run(core, organizationId) {
    const audience = core.counters.audienceOf(organizationId);
    const { rows } = await core.pool.query<Row>({
      name: "count_notifications",
      text: "select * from count_notifications($1, $2, $3, $4)",
      values: [
        organizationId,
        eventsAtOnce,
        limits.intimateParticipants,
        audience === undefined ? null : [...audience],
      ],
    });
    const byMember = new Map<string, Counter[]>();
    for (const row of rows) {
      if (row.member_id === null) continue;
      const own = byMember.get(row.member_id);
      if (own === undefined) byMember.set(row.member_id, [counterOf(row)]);
      else own.push(counterOf(row));
    }
    for (const [memberId, counters] of byMember) {
      core.counters.publish(memberId, await withVoice(core, organizationId, counters));
    }
    // Whoever began to listen during the run may have read what was there before it, and is told all of it.
    for (const memberId of core.counters.audienceOf(organizationId) ?? []) {
      if (audience === undefined || audience.has(memberId)) continue;
      const counters = await listCountersOf(core, organizationId, memberId);
      core.counters.publish(memberId, counters);
    }
    const last = rows.at(-1);
    return { progressed: last?.progressed ?? false, more: last?.more ?? false };
  },
};
