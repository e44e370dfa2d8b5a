import type { Consumer } from "../consumers/consumer.ts";

/** Events that one run looks at. */
const eventsAtOnce = 20_000;

const told = new Set(["case.changed", "message.sent", "message.edited", "message.deleted"]);

type Row = { heard: boolean; queued: boolean; progressed: boolean; more: boolean };

/**
 * Notes what programs of an organization are to be told, one row for each event and webhook, in the statement that
 * moves the cursor (P6). What is noted is sent by the webhook sender. Where nobody listens the cursor only moves.
 */
export const webhookQueue: Consumer = {
  name: "webhooks",
  eventsAtOnce,
  concerns: ({ organization_id, type }, core) =>
    told.has(type) && core.webhooks.isHeard(organization_id),
  awaited: (core, organizationId) => core.webhooks.isHeard(organizationId),
  async run(core, organizationId) {
    const asked = core.webhooks.asked(organizationId);
    const { rows } = await core.pool.query<Row>({
      name: "queue_webhooks",
      text: "select * from queue_webhooks($1, $2)",
      values: [organizationId, eventsAtOnce],
    });
    const { heard = false, queued = false, progressed = false, more = false } = rows[0] ?? {};
    core.webhooks.found(organizationId, heard, asked);
    if (queued) core.webhooks.announce(organizationId);
    return { progressed, more };
  },
};
