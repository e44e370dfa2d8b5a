import { setImmediate as breath } from "node:timers/promises";
import type { Consumer } from "../consumers/consumer.ts";
import { IndexChanges, type Newest, type Touched } from "./index-changes.ts";

/** Events that one run looks at: some forty milliseconds of the database's time, in which others hardly wait. */
const eventsAtOnce = 1_000;
/** Messages whose words are made out before the loop gets a breath: some two milliseconds. */
const messagesAtOnce = 200;

type Row = Touched & { progressed: boolean | null; more: boolean | null };

/**
 * Keeps the words of messages findable: what was sent or edited is looked up as it stands now, what was
 * deleted leaves no word behind. Words and cursor are written together, so a repetition changes nothing (P6).
 */
export const searchIndex: Consumer = {
  name: "search_index",
  eventsAtOnce,
  spacingMs: 1_000,
  // Whoever searches has it done at once: while many write and nobody searches, it leaves the machine to them.
  helpingMs: 60_000,
  searched: true,
  async run(core, organizationId) {
    const client = await core.pool.connect();
    try {
      await client.query("begin");
      const { rows } = await client.query<Row | (Newest & Omit<Row, keyof Touched>)>({
        name: "take_messages_to_index",
        text: "select * from take_messages_to_index($1, $2)",
        values: [organizationId, eventsAtOnce],
      });
      const last = rows.pop();
      if (last === undefined || last.conversation_id !== null) {
        throw new Error("what was taken to index has no end");
      }
      const changes = new IndexChanges(last);
      for (const [index, row] of rows.entries()) {
        if (row.conversation_id !== null) changes.add(row);
        if (index % messagesAtOnce === messagesAtOnce - 1) await breath();
      }
      if (!changes.empty) {
        await client.query({
          name: "index_messages",
          text: "select index_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
          values: [organizationId, ...changes.values()],
        });
      }
      await client.query("commit");
      client.release();
      return { progressed: last.progressed ?? false, more: last.more ?? false };
    } catch (error) {
      // The connection goes with what it had begun.
      client.release(true);
      throw error;
    }
  },
};
