import { limits } from "@relais/protocol";
import type { Consumer } from "../consumers/consumer.ts";
import { tellOfRun, type ToldRow } from "./tell.ts";

/** Events that one run looks at. */
const eventsAtOnce = 100_000;

/**
 * Tells people what happened to their own cases: words that they have not read (one row a conversation), work that
 * came to them, a new status, a customer's answer. Written with the cursor in one statement (P6).
 */
export const ownNotifier: Consumer = {
  name: "notices",
  eventsAtOnce,
  helpingMs: 60_000,
  awaited: (core, organizationId) => core.counters.isHeard(organizationId),
  async run(core, organizationId) {
    const { rows } = await core.pool.query<ToldRow>({
      name: "notify_own",
      text: "select * from notify_own($1, $2, $3)",
      values: [organizationId, eventsAtOnce, limits.intimateParticipants],
    });
    return tellOfRun(core, organizationId, rows);
  },
};
