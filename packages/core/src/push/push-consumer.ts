import { limits } from "@relais/protocol";
import type { Consumer } from "../consumers/consumer.ts";

/** Events that one run looks at. */
const eventsAtOnce = 2_000;

type Row = { heard: boolean; queued: boolean; progressed: boolean; more: boolean };

/**
 * Notes what devices are to be told of what concerns their people, one row for each thing and device, in the
 * statement that moves the cursor (P6). What is noted is sent by the push sender.
 */
export const pushQueue: Consumer = {
  name: "push",
  eventsAtOnce,
  awaited: (core, organizationId) => core.pushes.isHeard(organizationId),
  async run(core, organizationId) {
    const asked = core.pushes.asked(organizationId);
    const { rows } = await core.pool.query<Row>({
      name: "queue_pushes",
      text: "select * from queue_pushes($1, $2, $3)",
      values: [organizationId, eventsAtOnce, limits.intimateParticipants],
    });
    const { heard = false, queued = false, progressed = false, more = false } = rows[0] ?? {};
    core.pushes.found(organizationId, heard, asked);
    if (queued) core.pushes.announce(organizationId);
    return { progressed, more };
  },
};
