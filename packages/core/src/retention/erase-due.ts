import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { erasePairs } from "./erase-pairs.ts";
import { eraseProofs } from "../proof/erase-proofs.ts";
import { eraseWords } from "./erase-words.ts";
import { recordErased } from "./record-erased.ts";

const dayMs = 86_400_000;
/** Cases that are looked for at a time. */
const casesAtOnce = 20;

/**
 * Erases the words and files of cases that ended longer ago than their organization keeps them, in every conversation of the
 * case, the internal ones too; and those of conversations of two people by their own age. What is written after the end is
 * kept for its own time: a question of yesterday is not taken from whoever has to answer it. Places, times and who wrote stay,
 * as with any deleted message; so does the timeline, which is the record of the work, without who received and photos in it. The bytes of the files go with the next
 * erasing of uploads. Returns how many messages.
 *
 * A case that goes on after it was erased is erased again once it has ended anew.
 */
export function eraseDue(core: Core): Promise<number> {
  return inEveryOrganization(
    core,
    "What is kept no longer could not be erased.",
    async (organizationId) => {
      const before = await keptSince(core, organizationId);
      if (before === null) return 0;
      let erased = 0;
      for (let due = await dueCases(core, organizationId, before); due.length > 0; ) {
        for (const theCase of due) {
          erased += await eraseCase(core, organizationId, theCase, before);
        }
        due = due.length < casesAtOnce ? [] : await dueCases(core, organizationId, before);
      }
      return erased + (await erasePairs(core, organizationId, before));
    },
  );
}

/** What ended until then is kept no longer; null: everything is kept. */
async function keptSince(core: Core, organizationId: string): Promise<Date | null> {
  const { retention_days } = await inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("organization")
      .select("retention_days")
      .where("id", "=", organizationId)
      .executeTakeFirstOrThrow(),
  );
  return retention_days === null ? null : new Date(core.now().getTime() - retention_days * dayMs);
}

type Due = { readonly id: string; readonly number: string | null };

/**
 * By the last time that their status changed: a note that comes later keeps nothing alive. Of those that were erased, the
 * ones in which something has become due since; the last message tells most of them apart, without a look at the others.
 */
function dueCases(core: Core, organizationId: string, before: Date): Promise<Due[]> {
  const ended = sql<Date>`(select max(t.at) from timeline_entry t
    where t.case_id = service_case.id and t.subject in ('status', 'opened'))`;
  const room = sql`conversation c
    left join conversation i on i.internal_of = c.id
    cross join unnest(array[c.id, i.id]) as room (id)`;
  const lastWords = sql<Date>`(select max(said.created_at)
    from ${room}
    cross join lateral (select m.created_at from message m where m.conversation_id = room.id
                        order by m.number desc limit 1) said
    where c.case_id = service_case.id and c.internal_of is null)`;
  const someDue = sql<boolean>`exists (select from ${room} join message m on m.conversation_id = room.id
    where c.case_id = service_case.id and c.internal_of is null and m.deleted_at is null and m.kind <> 'system'
      and m.created_at <= ${before})`;
  return inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("service_case")
      .select(["id", "number"])
      .where("organization_id", "=", organizationId)
      .where("ended", "=", true)
      // Archived or not, two people write on in the same conversation.
      .where("one_per_pair", "=", false)
      .where(ended, "<=", before)
      .where((where) =>
        where.or([
          where("erased_until", "is", null),
          where("erased_until", "<", ended),
          where.and([where("erased_until", "<", lastWords), someDue]),
        ]),
      )
      .orderBy("updated_at")
      .limit(casesAtOnce)
      .execute(),
  );
}

async function eraseCase(
  core: Core,
  organizationId: string,
  theCase: Due,
  until: Date,
): Promise<number> {
  const { id } = theCase;
  const rooms = await inOrganization(core.db, organizationId, (tx) =>
    tx.selectFrom("conversation").select("id").where("case_id", "=", id).orderBy("id").execute(),
  );
  let erased = 0;
  for (const room of rooms) {
    const written = { organization_id: organizationId, conversation_id: room.id, until };
    erased += await eraseWords(core, written);
  }
  await inOrganization(core.db, organizationId, async (tx) => {
    await tx
      .updateTable("service_case")
      .set({ erased_until: until })
      .where("id", "=", id)
      .execute();
    const proofs = await eraseProofs(tx, id, until);
    await tx
      .deleteFrom("draft")
      .where("conversation_id", "in", (select) =>
        select.selectFrom("conversation").select("id").where("case_id", "=", id),
      )
      .execute();
    await recordErased(core, tx, organizationId, theCase, erased, proofs);
  });
  return erased;
}
