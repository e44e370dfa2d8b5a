import type { CaseFields, Person, Priority } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { appendBeside } from "../conversation/internal.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { nextReminder } from "../reminder/next-reminder.ts";
import { startClocks } from "../target/move-clocks.ts";
import { announce } from "./announce.ts";
import { numberCase } from "./number-case.ts";
import { openTalk } from "./open-talk.ts";
import { internalOf, type CaseRow, caseView, readCaseRow } from "./views.ts";
import { noReason, writeTimeline } from "./write-timeline.ts";

export type NewCase = {
  readonly kind: Kind;
  readonly title: string;
  readonly description?: string;
  readonly address?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly priority?: Priority;
  readonly fields?: CaseFields;
  readonly customer: Person;
  /** Whose customer has no account: the conversation opens at once, with who opened it unless that is a program. */
  readonly guest?: boolean;
  readonly assignee: Person | null;
  readonly client_id?: string | null;
  readonly opening_hash?: string | null;
};

/**
 * Writes a new case with its number, its conversation if that opens at once, its timeline and its journal
 * entry. What may be written was asked before.
 */
export async function insertCase(
  core: Core,
  change: Change,
  actor: Actor,
  input: NewCase,
): Promise<CaseRow> {
  const { tx, at } = change;
  const { kind, customer, assignee } = input;
  const id = newId();
  // Taking the organization's next number makes openings follow one another: case numbers are dense.
  const next = await change.nextSeq(actor.organization_id);
  const status = assignee !== null && kind.taking !== null ? kind.taking.to : kind.begins;
  await tx
    .insertInto("service_case")
    .values({
      id,
      organization_id: actor.organization_id,
      kind: kind.name,
      number: await numberCase(change, actor.organization_id, kind),
      title: input.title,
      description: input.description ?? "",
      address: input.address ?? null,
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
      priority: input.priority ?? "normal",
      fields: JSON.stringify(input.fields ?? {}),
      status,
      reminder_at: nextReminder(kind, { status, fields: input.fields ?? {} }, at),
      customer_id: customer.id,
      opener_id: actor.id,
      assignee_id: assignee?.id ?? null,
      one_per_pair: kind.one_per_pair,
      client_id: input.client_id ?? null,
      opening_hash: input.opening_hash ?? null,
      revision: next,
      public_revision: next,
      desk_position: next,
      // Opening it is the first word.
      awaits_answer: kind.assignment !== "directed" && actor.id === customer.id,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const conversation_id = await openTalk(core, change, actor, kind, {
    id,
    conversation_id: null,
    customer,
    assignee,
    ...(input.guest && { host: actor.service ? null : actor }),
  });
  if (conversation_id !== null) {
    // Opening a conversation may have opened another case before this one.
    const revision = await change.nextSeq(actor.organization_id);
    await tx
      .updateTable("service_case")
      .set({ conversation_id, revision, public_revision: revision, desk_position: revision })
      .where("id", "=", id)
      .execute();
  }
  const row = await written(change, id);
  await record(change, actor, kind, row);
  // Opening it is the first word: whoever opened it for themselves waits for an answer.
  const asked = actor.id === customer.id;
  await startClocks(change, actor.organization_id, kind, caseView(row), asked);
  return row;
}

async function written({ tx }: Change, id: string): Promise<CaseRow> {
  const row = await readCaseRow(tx, id);
  if (row === undefined) throw new Error("the case just written cannot be read");
  return row;
}

async function record(change: Change, actor: Actor, kind: Kind, row: CaseRow): Promise<void> {
  const opened = caseView(row);
  const { conversation_id, status, revision } = opened;
  await writeTimeline(
    change,
    actor,
    { case_id: opened.id, revision, told: false },
    [
      { subject: "opened", to: status },
      ...(opened.assignee === null
        ? []
        : [{ subject: "assignee", to: opened.assignee.full_name } as const]),
    ],
    noReason,
  );
  const fact = {
    type: "case.changed",
    actor_id: actor.id,
    data: { case: opened, change: { from: null, to: status, note: null } },
  } as const;
  await change.append("organization", actor.organization_id, {
    ...fact,
    data: { ...fact.data, internal: internalOf(row), previous_assignee_id: null },
  });
  if (conversation_id === null) return;
  await announce(change, actor, kind, opened, conversation_id);
  await appendBeside(change, conversation_id, fact);
}
