import { sql } from "kysely";
import type { Consumer } from "../consumers/consumer.ts";
import { change } from "../journal/append.ts";
import { holdCases, stir } from "./stir.ts";

/** Events that one run looks at. */
const eventsAtOnce = 20_000;

type Row = {
  case_id: string | null;
  by_customer: boolean | null;
  heard: boolean;
  progressed: boolean | null;
  more: boolean | null;
};

/**
 * Keeps at the desk what is said in conversations: whose last word it is, what comes to the top, what wakes. The
 * effect, its journal entry and the cursor are one transaction, so a repetition finds nothing (P6).
 */
export const deskActivity: Consumer = {
  name: "desk_activity",
  eventsAtOnce,
  spacingMs: 500,
  // A desk follows the list of cases, as those do who hear of their counters.
  awaited: (core, organizationId) => core.counters.isHeard(organizationId),
  run: (core, organizationId) =>
    change(core, organizationId, async (change) => {
      const { rows } = await sql<Row>`
        select * from take_desk_activity(${organizationId}, ${eventsAtOnce})`.execute(change.tx);
      const stirred = rows.flatMap(({ case_id, by_customer, heard }) =>
        case_id === null ? [] : [{ case_id, by_customer, heard }],
      );
      if (stirred.length > 0) {
        await holdCases(
          change,
          stirred.map(({ case_id }) => case_id),
        );
        await stir(change, organizationId, null, stirred);
      }
      const last = rows.at(-1);
      return { progressed: last?.progressed ?? false, more: last?.more ?? false };
    }),
};
