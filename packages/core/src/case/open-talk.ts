import type { CaseView, Person } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { addParticipant } from "../conversation/add-participant.ts";
import { createConversation } from "../conversation/create-conversation.ts";
import type { Core } from "../core.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { insertCase } from "./insert-case.ts";
import { selectCases } from "./views.ts";

type Talking = Pick<CaseView, "id" | "conversation_id" | "customer"> & {
  readonly assignee: Person | null;
  /** Who opened it for a guest, and speaks with them until somebody does the work; null: nobody yet. */
  readonly host?: Person | null;
};

/**
 * The conversation that a case has from now on: opened if its time has come, joined by whoever does the work
 * now. Null: none yet.
 */
export async function openTalk(
  core: Core,
  change: Change,
  actor: Actor,
  kind: Kind,
  theCase: Talking,
): Promise<string | null> {
  const { id, customer, assignee, conversation_id, host } = theCase;
  const about = {
    organization_id: actor.organization_id,
    case_id: id,
    case_kind: kind.name,
    actor_id: actor.id,
  };
  if (conversation_id !== null) {
    if (assignee !== null && kind.conversation.opens !== "thread") {
      const { organization_id, case_kind } = about;
      const conversation = { id: conversation_id, organization_id, case_kind };
      await addParticipant(core.kinds, change, conversation, assignee, actor.id);
    }
    return conversation_id;
  }
  if (kind.conversation.opens === "asked") {
    if (assignee !== null) await comeBack(core, change, actor, kind, id, assignee);
    return null;
  }
  const people = [customer, host, assignee].filter((one) => one != null);
  switch (kind.conversation.opens) {
    case "assignment":
      if (assignee === null && host === undefined) return null;
      return createConversation(core.kinds, change, { ...about, people });
    case "opening":
      return createConversation(core.kinds, change, { ...about, people });
    case "thread":
      if (assignee === null) return null;
      return threadOf(core, change, actor, kind.conversation.in, customer, assignee);
  }
}

/** Whoever had the case before finds the rooms again that they had in it. */
async function comeBack(
  core: Core,
  change: Change,
  actor: Actor,
  { name }: Kind,
  caseId: string,
  assignee: Person,
): Promise<void> {
  const rooms = await change.tx
    .updateTable("conversation")
    .set({ closed_at: null })
    .where("case_id", "=", caseId)
    .where("worker_id", "=", assignee.id)
    .returning(["id", "internal_of", "organization_id"])
    .execute();
  for (const { id, internal_of, organization_id } of rooms) {
    if (internal_of !== null) continue;
    const room = { id, organization_id, case_kind: name };
    await addParticipant(core.kinds, change, room, assignee, actor.id);
  }
}

/** The one conversation of two people: theirs of before, or a new one. */
async function threadOf(
  core: Core,
  change: Change,
  actor: Actor,
  name: string,
  customer: Person,
  assignee: Person,
): Promise<string> {
  const kind = core.kinds.get(name);
  if (kind === undefined) throw new Error(`no kind is declared under the name ${name}`);
  const known = await selectCases(change.tx)
    .where("service_case.customer_id", "=", customer.id)
    .where("service_case.assignee_id", "=", assignee.id)
    .where("service_case.kind", "=", name)
    .executeTakeFirst();
  if (known?.conversation_id) return known.conversation_id;
  const { conversation_id } = await insertCase(core, change, actor, {
    kind,
    title: assignee.full_name,
    customer,
    assignee,
  });
  if (conversation_id === null) throw new Error(`a ${name} begins with its conversation`);
  return conversation_id;
}
