import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { change } from "../journal/append.ts";
import { eraseMessage } from "../message/erase-message.ts";

/** Messages that one transaction erases: each is an event of its conversation. */
const messagesAtOnce = 50;

/** Of one conversation, what was written until then. */
export type Written = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly until: Date;
};

/**
 * Erases messages, those of guidance among them, and what its procedures were filled in with. What the machine said
 * stays: it holds statuses and names of the work, and no words of anybody. Returns how many messages.
 */
export async function eraseWords(core: Core, written: Written): Promise<number> {
  let erased = 0;
  for (let count = messagesAtOnce; count === messagesAtOnce; erased += count) {
    count = await eraseSome(core, written);
  }
  const { organization_id, conversation_id, until } = written;
  await inOrganization(core.db, organization_id, (tx) =>
    tx
      .updateTable("guidance_session")
      .set({ procedure_values: "{}" })
      .where("conversation_id", "=", conversation_id)
      .where("ended_at", "is not", null)
      .where("ended_at", "<=", until)
      .where(sql<boolean>`procedure_values::text <> '{}'`)
      .execute(),
  );
  return erased;
}

function eraseSome(
  core: Core,
  { organization_id, conversation_id, until }: Written,
): Promise<number> {
  return core.journal.turns.run(conversation_id, () =>
    change(core, organization_id, async (change) => {
      const rows = await change.tx
        .selectFrom("message")
        .select(["id", "number"])
        .where("conversation_id", "=", conversation_id)
        .where("deleted_at", "is", null)
        .where("kind", "<>", "system")
        .where("created_at", "<=", until)
        .orderBy("number")
        .limit(messagesAtOnce)
        .forUpdate()
        .execute();
      for (const row of rows) await eraseMessage(change, conversation_id, row, null);
      return rows.length;
    }),
  );
}
