import type { CannedReply, CannedReplyInput } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { checkReply, refuseTooMany } from "./check-reply.ts";
import { mayEdit } from "./policy.ts";
import { selectReplies } from "./reply-rows.ts";

/** Writes a new canned reply. Refuses: forbidden, and what `checkReply` refuses. */
export async function createReply(
  core: Core,
  actor: Actor,
  input: CannedReplyInput,
): Promise<CannedReply> {
  const owner_id = input.personal ? actor.id : null;
  if (!mayEdit(actor, owner_id)) throw new RefusedError("forbidden");
  return inOrganization(core.db, actor, async (tx) => {
    const checked = await checkReply(core, tx, actor, input);
    await refuseTooMany(tx, actor, owner_id);
    const id = newId();
    await tx
      .insertInto("canned_reply")
      .values({
        ...checked,
        id,
        organization_id: actor.organization_id,
        owner_id,
        edited_by: actor.id,
        edited_at: core.now(),
      })
      .execute();
    const made = await readReply(tx, actor, id);
    await recordShared(core, tx, actor, "canned_reply.created", made);
    return made;
  });
}

/** Replaces what a canned reply says and does; whose it is stays. Refuses: not_found, forbidden, invalid_body. */
export async function changeReply(
  core: Core,
  actor: Actor,
  id: string,
  input: CannedReplyInput,
): Promise<CannedReply> {
  return inOrganization(core.db, actor, async (tx) => {
    await refuseOthers(tx, actor, id);
    const checked = await checkReply(core, tx, actor, input);
    await tx
      .updateTable("canned_reply")
      .set({ ...checked, edited_by: actor.id, edited_at: core.now() })
      .where("id", "=", id)
      .execute();
    const changed = await readReply(tx, actor, id);
    await recordShared(core, tx, actor, "canned_reply.changed", changed);
    return changed;
  });
}

/** Takes a canned reply away. Refuses: not_found, forbidden. */
export async function deleteReply(core: Core, actor: Actor, id: string): Promise<void> {
  await inOrganization(core.db, actor, async (tx) => {
    await refuseOthers(tx, actor, id);
    await recordShared(core, tx, actor, "canned_reply.deleted", await readReply(tx, actor, id));
    await tx.deleteFrom("canned_reply").where("id", "=", id).execute();
  });
}

/** What the whole organization says is written down; one's own is nobody else's business. */
async function recordShared(
  core: Core,
  tx: Scoped,
  actor: Actor,
  action: "canned_reply.created" | "canned_reply.changed" | "canned_reply.deleted",
  { id, title, text, personal }: CannedReply,
): Promise<void> {
  if (personal) return;
  await record(tx, core.now(), actor, { action, subject: { id, name: title }, after: { text } });
}

/** Another person's own does not exist. */
async function refuseOthers(tx: Scoped, actor: Actor, id: string): Promise<void> {
  const row = await tx
    .selectFrom("canned_reply")
    .select("owner_id")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || (row.owner_id !== null && row.owner_id !== actor.id)) {
    throw new RefusedError("not_found");
  }
  if (!mayEdit(actor, row.owner_id)) throw new RefusedError("forbidden");
}

async function readReply(tx: Scoped, actor: Actor, id: string): Promise<CannedReply> {
  const [reply] = await selectReplies(tx, actor, id);
  if (reply === undefined) throw new RefusedError("not_found");
  return reply;
}
