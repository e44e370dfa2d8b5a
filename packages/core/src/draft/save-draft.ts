import { checkText, type Draft, limits } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { mayWrite, readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { textHint } from "../text-hint.ts";

export type SaveDraft = {
  readonly conversation_id: string;
  /** As it stands in the field. Empty, without `reply_to`: there is nothing any more. */
  readonly text: string;
  readonly reply_to: number | null;
  /** The newest revision of it that the device knows. */
  readonly base: number | null;
};

export type SavedDraft = {
  /** What there is now, for the person's other devices; null when nothing changed. */
  readonly kept: Draft | null;
  /** What another device wrote, which the one that clears had not seen: it stays. */
  readonly newer: Draft | null;
};

/**
 * Keeps what the actor has begun to write, in place of what was kept before: the last to arrive is the newest, by a
 * counter of the server and no clock. Clearing takes away only what the device knew (`base`), so a message sent
 * without a network does not erase what was begun elsewhere meanwhile. Never journaled: it is nobody else's.
 *
 * Refuses: text_too_long, text_forbidden_character, not_found, forbidden, conversation_closed.
 */
export async function saveDraft(core: Core, actor: Actor, draft: SaveDraft): Promise<SavedDraft> {
  const { conversation_id, reply_to } = draft;
  const text = draftText(draft.text);
  const roster = await readableRoster(core, actor, conversation_id);
  // Who came by a link has one device, and keeps drafts there.
  if (!mayWrite(core.kinds, actor, roster) || actor.guest !== undefined)
    throw new RefusedError("forbidden");
  const clears = text === "" && reply_to === null;
  if (roster.closed && !clears) throw new RefusedError("conversation_closed");
  return inOrganization(core.db, actor, (tx) =>
    clears ? clear(tx, actor, draft) : keep(tx, actor, { conversation_id, text, reply_to }),
  );
}

/** The rule for texts, but nothing is trimmed and nothing is too empty to be kept. */
function draftText(raw: string): string {
  const checked = checkText(raw, limits.textBytes);
  if (checked.ok || checked.code === "text_empty") return raw.replace(/\r\n?/g, "\n");
  throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
}

async function keep(tx: Scoped, actor: Actor, draft: Omit<Draft, "revision">): Promise<SavedDraft> {
  const { revision } = await tx
    .insertInto("draft")
    .values({ ...draft, member_id: actor.id, organization_id: actor.organization_id })
    .onConflict((conflict) =>
      conflict.columns(["member_id", "conversation_id"]).doUpdateSet({
        text: draft.text,
        reply_to: draft.reply_to,
        // Counted anew: the row is ours from here on, and whoever wrote it meanwhile is before us.
        revision: sql`nextval('draft_revision')`,
      }),
    )
    .returning("revision")
    .executeTakeFirstOrThrow();
  return { kept: { ...draft, revision }, newer: null };
}

async function clear(
  tx: Scoped,
  actor: Actor,
  { conversation_id, base }: SaveDraft,
): Promise<SavedDraft> {
  const gone = await tx
    .deleteFrom("draft")
    .where("member_id", "=", actor.id)
    .where("conversation_id", "=", conversation_id)
    .where("revision", "<=", base ?? 0)
    .returning(sql<number>`nextval('draft_revision')`.as("revision"))
    .executeTakeFirst();
  if (gone !== undefined) {
    return { kept: { conversation_id, text: "", reply_to: null, ...gone }, newer: null };
  }
  const newer = await tx
    .selectFrom("draft")
    .select(["conversation_id", "text", "reply_to", "revision"])
    .where("member_id", "=", actor.id)
    .where("conversation_id", "=", conversation_id)
    .executeTakeFirst();
  return { kept: null, newer: newer ?? null };
}
