import {
  type CannedReply,
  type CaseView,
  checkText,
  fillVariables,
  type Sent,
  type AppliedMacro,
  type ApplyMacro,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { assignWithin } from "../case/assign-case.ts";
import { changeStatusWithin } from "../case/change-status.ts";
import { getCase } from "../case/get-case.ts";
import { readCaseRow } from "../case/views.ts";
import { updateWithin } from "../case/update-case.ts";
import { noReason } from "../case/write-timeline.ts";
import { takePart } from "../conversation/take-part.ts";
import { mayWrite, readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { once } from "../guidance/once.ts";
import { lockActive } from "../guidance/session-rows.ts";
import { newId } from "../ids.ts";
import { type Change, change } from "../journal/append.ts";
import { appendMessage } from "../message/append-message.ts";
import { textHint } from "../text-hint.ts";
import { caseOfStaff, fits, valuesFor } from "./list-replies.ts";
import { selectReplies } from "./reply-rows.ts";

/**
 * Says a canned reply and does what it does, as one fact: tags, who does the work, the words, then the status. Each
 * part is judged as if it were done by itself; where one is refused nothing of it has happened. The same `client_id`
 * again changes nothing more.
 *
 * Refuses: not_found, forbidden, guidance_active, conversation_closed, client_id_reused, the text codes, and what
 * updateCase, assignCase and changeStatus refuse.
 */
export async function applyMacro(
  core: Core,
  actor: Actor,
  caseId: string,
  input: ApplyMacro,
): Promise<AppliedMacro> {
  const { theCase, reply, text } = await prepare(core, actor, caseId, input);
  if (text === "") {
    await change(core, actor.organization_id, (change) => act(core, change, actor, caseId, reply));
    return { case: await getCase(core, actor, caseId), sent: null };
  }
  const conversation_id = conversationOf(theCase, input);
  const message = {
    organization_id: actor.organization_id,
    conversation_id,
    id: newId(),
    sender_id: actor.id,
    text,
    client_id: input.client_id ?? null,
    reply_to: null,
  };
  const roster = await readableRoster(core, actor, conversation_id);
  if (!mayWrite(core.kinds, actor, roster)) throw new RefusedError("forbidden");
  const sent = await once(core, message, () =>
    change(core, actor.organization_id, (change) =>
      act(core, change, actor, caseId, reply, async (): Promise<Sent> => {
        await refuseGuided(change, conversation_id);
        const { case_kind, organization_id, members } = roster;
        if (!members.has(actor.id)) {
          const conversation = { id: conversation_id, organization_id, case_kind };
          await takePart(core.kinds, change, conversation, actor);
        }
        return appendMessage(change, { ...message, kind: "text" });
      }),
    ),
  );
  return { case: await getCase(core, actor, caseId), sent: sent ?? null };
}

type Prepared = { readonly theCase: CaseView; readonly reply: CannedReply; readonly text: string };

async function prepare(
  core: Core,
  actor: Actor,
  caseId: string,
  { canned_reply_id, text }: ApplyMacro,
): Promise<Prepared> {
  const { theCase, reply, said } = await inOrganization(core.db, actor, async (tx) => {
    const theCase = await caseOfStaff(core, tx, actor, caseId);
    const [reply] = await selectReplies(tx, actor, canned_reply_id);
    if (reply === undefined || !fits(reply, theCase)) throw new RefusedError("not_found");
    const said = text ?? fillVariables(reply.text, await valuesFor(core, tx, actor, theCase));
    return { theCase, reply, said };
  });
  if (said.trim() === "") return { theCase, reply, text: "" };
  const checked = checkText(said);
  if (checked.ok) return { theCase, reply, text: checked.text };
  throw new RefusedError(checked.code, { fields: { text: textHint(checked.code) } });
}

/** In which conversation of a case the words are said. Refuses: not_found. */
function conversationOf({ conversation_id, rooms }: CaseView, asked: ApplyMacro): string {
  const own = conversation_id === null ? [] : [conversation_id];
  const all = [...own, ...rooms.map((room) => room.conversation_id)];
  const wanted = asked.conversation_id ?? all[0];
  if (wanted === undefined || !all.includes(wanted)) throw new RefusedError("not_found");
  return wanted;
}

async function act<Said>(
  core: Core,
  change: Change,
  actor: Actor,
  caseId: string,
  { actions }: CannedReply,
  speak?: () => Promise<Said>,
): Promise<Said | undefined> {
  const { add_tags, assign, status } = actions;
  if (add_tags.length > 0) {
    const row = await readCaseRow(change.tx, caseId);
    const tags = withTags(row?.tags ?? [], add_tags);
    await updateWithin(core, change, actor, caseId, { tags }, noReason);
  }
  if (assign !== null) {
    const assignee_id = assign === "me" ? actor.id : assign;
    await assignWithin(core, change, actor, caseId, assignee_id, noReason);
  }
  const said = await speak?.();
  if (status === null) return said;
  const moved = await changeStatusWithin(core, change, actor, caseId, { status }, noReason);
  if (typeof moved === "string") throw new RefusedError("transition_not_allowed");
  return said;
}

function withTags(before: readonly string[], added: readonly string[]): string[] {
  const has = (tag: string) => before.some((one) => one.toLowerCase() === tag.toLowerCase());
  return [...before, ...added.filter((tag) => !has(tag))];
}

/** While somebody is guided every message is a step: ready words are none. */
async function refuseGuided({ tx }: Change, conversationId: string): Promise<void> {
  if ((await lockActive(tx, conversationId)) !== undefined)
    throw new RefusedError("guidance_active");
  const row = await tx
    .selectFrom("conversation")
    .select("closed_at")
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (row?.closed_at != null) throw new RefusedError("conversation_closed");
}
