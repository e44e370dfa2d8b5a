import { sql } from "kysely";
import type { Consumer } from "../consumers/consumer.ts";
import type { Core } from "../core.ts";
import { type Change, change } from "../journal/append.ts";
import { firstAnswers } from "../target/answers.ts";
import { recordAnswers } from "../target/judge.ts";
import { holdCases, stir, type Stirred } from "./stir.ts";

/** Events that one run looks at. */
const eventsAtOnce = 100_000;

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
  helpingMs: 60_000,
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
      if (stirred.length > 0) await hear(core, change, organizationId, stirred);
      const last = rows.at(-1);
      return { progressed: last?.progressed ?? false, more: last?.more ?? false };
    }),
};

/** Also of cases that lie in the conversation of another one: those may have had their first answer in it. */
async function hear(
  core: Core,
  change: Change,
  organizationId: string,
  stirred: readonly Stirred[],
): Promise<void> {
  const spokenOf = new Set(stirred.map(({ case_id }) => case_id));
  const answers = await firstAnswers(core, change.tx, [...spokenOf]);
  await holdCases(change, [...new Set([...spokenOf, ...answers.keys()])]);
  const beside = (await recordAnswers(change, organizationId, answers)).filter(
    (id) => !spokenOf.has(id),
  );
  await stir(change, organizationId, null, [
    ...stirred,
    ...beside.map((case_id) => ({ case_id, by_customer: null, heard: false })),
  ]);
}
