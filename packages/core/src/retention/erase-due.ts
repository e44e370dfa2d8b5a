import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, listOrganizationIds } from "../database/scope.ts";
import { change } from "../journal/append.ts";
import { eraseMessage } from "../message/erase-message.ts";

const dayMs = 86_400_000;
/** Cases that are looked for at a time, and messages that one transaction erases: each is an event of its conversation. */
const casesAtOnce = 20;
const messagesAtOnce = 50;

/**
 * Erases the words and files of cases that ended longer ago than their organization keeps them, in every conversation of the
 * case, the internal ones too. Places, times and who wrote stay, as with any deleted message; so does the timeline, which
 * is the record of the work. The bytes of the files go with the next erasing of uploads. Returns how many messages.
 *
 * A case that goes on after it was erased is erased again once it has ended anew.
 */
export async function eraseDue(core: Core): Promise<number> {
  let erased = 0;
  for (const organizationId of await listOrganizationIds(core.db)) {
    for (let due = await dueCases(core, organizationId); due.length > 0; ) {
      for (const theCase of due) erased += await eraseCase(core, organizationId, theCase);
      due = due.length < casesAtOnce ? [] : await dueCases(core, organizationId);
    }
  }
  return erased;
}

type Due = { readonly id: string; readonly number: string | null };

/** By the last time that their status changed: a note that comes later keeps nothing alive. */
function dueCases(core: Core, organizationId: string): Promise<Due[]> {
  return inOrganization(core.db, organizationId, async (tx) => {
    const { retention_days } = await tx
      .selectFrom("organization")
      .select("retention_days")
      .where("id", "=", organizationId)
      .executeTakeFirstOrThrow();
    if (retention_days === null) return [];
    const before = new Date(core.now().getTime() - retention_days * dayMs);
    const ended = sql<Date>`(select max(t.at) from timeline_entry t
      where t.case_id = service_case.id and t.subject in ('status', 'opened'))`;
    return tx
      .selectFrom("service_case")
      .select(["id", "number"])
      .where("organization_id", "=", organizationId)
      .where("ended", "=", true)
      .where(ended, "<=", before)
      .where((where) => where.or([where("erased_at", "is", null), where("erased_at", "<", ended)]))
      .orderBy("updated_at")
      .limit(casesAtOnce)
      .execute();
  });
}

async function eraseCase(core: Core, organizationId: string, { id, number }: Due): Promise<number> {
  const rooms = await inOrganization(core.db, organizationId, (tx) =>
    tx.selectFrom("conversation").select("id").where("case_id", "=", id).orderBy("id").execute(),
  );
  let erased = 0;
  for (const room of rooms) {
    for (let count = messagesAtOnce; count === messagesAtOnce; erased += count) {
      count = await eraseSome(core, organizationId, room.id);
    }
  }
  await inOrganization(core.db, organizationId, async (tx) => {
    const at = core.now();
    await tx.updateTable("service_case").set({ erased_at: at }).where("id", "=", id).execute();
    await tx
      .deleteFrom("draft")
      .where(
        "conversation_id",
        "in",
        rooms.map((room) => room.id),
      )
      .execute();
    if (erased === 0) return;
    await record(
      tx,
      at,
      { organization_id: organizationId, id: null },
      {
        action: "retention.erased",
        subject: { id, name: number ?? "" },
        after: { messages: erased },
      },
    );
  });
  return erased;
}

/** What the machine said stays: it holds statuses and names of the work, and no words of anybody. */
function eraseSome(core: Core, organizationId: string, conversationId: string): Promise<number> {
  return core.journal.turns.run(conversationId, () =>
    change(core, organizationId, async (change) => {
      const rows = await change.tx
        .selectFrom("message")
        .select(["id", "number"])
        .where("conversation_id", "=", conversationId)
        .where("deleted_at", "is", null)
        .where("kind", "<>", "system")
        .orderBy("number")
        .limit(messagesAtOnce)
        .forUpdate()
        .execute();
      for (const row of rows) await eraseMessage(change, conversationId, row, null);
      return rows.length;
    }),
  );
}
