import type { Consumer } from "../consumers/consumer.ts";
import { wordsOf } from "./words.ts";

/** Events that one run looks at: so few that those who write meanwhile hardly notice it. */
const eventsAtOnce = 400;

type Row = {
  conversation_id: string | null;
  number: number;
  text: string;
  progressed: boolean | null;
  more: boolean | null;
};

/**
 * Keeps the words of messages findable: what was sent or edited is looked up as it stands now, what was
 * deleted leaves no word behind. Words and cursor are written together, so a repetition changes nothing (P6).
 */
export const searchIndex: Consumer = {
  name: "search_index",
  spacingMs: 1_000,
  async run(core, organizationId) {
    const client = await core.pool.connect();
    try {
      await client.query("begin");
      const { rows } = await client.query<Row>({
        name: "take_messages_to_index",
        text: "select * from take_messages_to_index($1, $2)",
        values: [organizationId, eventsAtOnce],
      });
      const touched = rows.flatMap(({ conversation_id, number, text }) =>
        conversation_id === null ? [] : [{ conversation_id, number, text }],
      );
      if (touched.length > 0) {
        const words = touched.flatMap(({ conversation_id, number, text }) =>
          [...new Set(wordsOf(text).map(({ word }) => word))].map((word) => ({
            word,
            conversation_id,
            number,
          })),
        );
        await client.query({
          name: "index_messages",
          text: "select index_messages($1, $2, $3, $4, $5, $6)",
          values: [
            organizationId,
            touched.map((one) => one.conversation_id),
            touched.map((one) => one.number),
            words.map((one) => one.word),
            words.map((one) => one.conversation_id),
            words.map((one) => one.number),
          ],
        });
      }
      await client.query("commit");
      const last = rows.at(-1);
      client.release();
      return { progressed: last?.progressed ?? false, more: last?.more ?? false };
    } catch (error) {
      // The connection goes with what it had begun.
      client.release(true);
      throw error;
    }
  },
};
