import type { Consumer } from "../consumers/consumer.ts";
import { tellOfRun, type ToldRow } from "./tell.ts";

/** Events that one run looks at. */
const eventsAtOnce = 100_000;

/**
 * Tells people where they were mentioned: one row each, written with the cursor in one statement, so that a
 * repetition changes nothing (P6).
 */
export const mentionNotifier: Consumer = {
  name: "mentions",
  eventsAtOnce,
  concerns: ({ type, plain, json }) =>
    type === "message.sent" && plain !== true && json.includes('"mentions":'),
  // Somebody is called.
  awaited: () => true,
  async run(core, organizationId) {
    const { rows } = await core.pool.query<ToldRow>({
      name: "notify_mentions",
      text: "select * from notify_mentions($1, $2)",
      values: [organizationId, eventsAtOnce],
    });
    return tellOfRun(core, organizationId, rows);
  },
};
