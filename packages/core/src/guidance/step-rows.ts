import type { Attachment, GuidanceStep, StepMark, StepResult } from "@relais/protocol";
import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";

type MarkRow = {
  id: string;
  session_id: string;
  number: number;
  result: string | null;
  answered_at: Date | null;
  closed_at: Date | null;
  procedure_step: string | null;
  procedure_place: number | null;
};

const markColumns = [
  "guidance_step.id",
  "guidance_step.session_id",
  "guidance_step.number",
  "guidance_step.result",
  "guidance_step.answered_at",
  "guidance_step.closed_at",
  "guidance_step.procedure_step",
  "guidance_step.procedure_place",
] as const;

/** How a stored step stands, as the protocol spells it. */
export function markOf(row: MarkRow): StepMark {
  return {
    id: row.id,
    session_id: row.session_id,
    number: row.number,
    // The check constraint of the column holds the same list as the type.
    result: row.result as StepResult | null,
    answered_at: row.answered_at?.toISOString() ?? null,
    closed_at: row.closed_at?.toISOString() ?? null,
    ...(row.procedure_step !== null &&
      row.procedure_place !== null && {
        planned: { step: row.procedure_step, place: row.procedure_place },
      }),
  };
}

export type HeldStep = StepMark & {
  readonly conversation_id: string;
  /** The numbers of the message that gave it and of the one that says the answer. */
  readonly message: number;
  readonly answer: number | null;
};

type HeldRow = MarkRow & {
  conversation_id: string;
  message_number: number;
  answer_number: number | null;
};

const heldColumns = [
  ...markColumns,
  "guidance_step.conversation_id",
  "guidance_step.message_number",
  "guidance_step.answer_number",
] as const;

const heldOf = (row: HeldRow): HeldStep => ({
  ...markOf(row),
  conversation_id: row.conversation_id,
  message: row.message_number,
  answer: row.answer_number,
});

/** The open step of a session whose row is held, if there is one. */
export async function openStepOf(tx: Scoped, sessionId: string): Promise<HeldStep | undefined> {
  const row = await tx
    .selectFrom("guidance_step")
    .select(heldColumns)
    .where("session_id", "=", sessionId)
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return row && heldOf(row);
}

/** The newest step of a session whose row is held. */
export async function newestStepOf(tx: Scoped, sessionId: string): Promise<HeldStep | undefined> {
  const row = await tx
    .selectFrom("guidance_step")
    .select(heldColumns)
    .where("session_id", "=", sessionId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && heldOf(row);
}

/** A step of this conversation as it stands; hold its session before you rely on it. */
export async function readStep(
  tx: Scoped,
  conversationId: string,
  stepId: string,
): Promise<HeldStep | undefined> {
  const row = await tx
    .selectFrom("guidance_step")
    .select(heldColumns)
    .where("conversation_id", "=", conversationId)
    .where("id", "=", stepId)
    .executeTakeFirst();
  return row && heldOf(row);
}

/** A step without what only the server knows of it. */
export function markIn(step: HeldStep): StepMark {
  const { conversation_id: _, message: __, answer: ___, ...mark } = step;
  return mark;
}

/** Writes how a step stands now, and which message says so when somebody answered. */
export async function writeMark(
  tx: Scoped,
  { id, result, answered_at, closed_at }: StepMark,
  answer?: number,
): Promise<void> {
  await tx
    .updateTable("guidance_step")
    .set({
      result,
      answered_at,
      closed_at,
      ...(answer !== undefined && { answer_number: answer }),
    })
    .where("id", "=", id)
    .execute();
}

/** The steps of sessions, in their order, by session. */
export async function readSteps(
  tx: Scoped,
  sessionIds: readonly string[],
): Promise<Map<string, GuidanceStep[]>> {
  const steps = new Map<string, GuidanceStep[]>();
  if (sessionIds.length === 0) return steps;
  const rows = await tx
    .selectFrom("guidance_step")
    .innerJoin("message", (join) =>
      join
        .onRef("message.conversation_id", "=", "guidance_step.conversation_id")
        .onRef("message.number", "=", "guidance_step.message_number"),
    )
    .select([
      ...markColumns,
      "guidance_step.message_number",
      "guidance_step.instructed_by",
      "guidance_step.instructed_at",
      "message.text",
      "message.attachments",
      sql<number[]>`coalesce((
        select json_agg(proof.message_number order by proof.message_number)
        from guidance_proof proof join message shown
          on shown.conversation_id = proof.conversation_id and shown.number = proof.message_number
        where proof.step_id = guidance_step.id and shown.deleted_at is null), '[]')`.as("proofs"),
    ])
    .where("guidance_step.session_id", "in", sessionIds)
    .orderBy("guidance_step.number")
    .execute();
  for (const row of rows) {
    const list = steps.get(row.session_id) ?? [];
    steps.set(row.session_id, list);
    list.push({
      ...markOf(row),
      message: row.message_number,
      proofs: row.proofs,
      text: row.text,
      ...(row.attachments !== null && { attachments: row.attachments as Attachment[] }),
      instructed_by: row.instructed_by,
      instructed_at: row.instructed_at.toISOString(),
    });
  }
  return steps;
}

/** The steps that messages of these numbers give or prove, by message number. */
export async function readMarks(
  tx: Scoped,
  conversationId: string,
  numbers: readonly number[],
): Promise<Map<number, StepMark>> {
  if (numbers.length === 0) return new Map();
  const given = await tx
    .selectFrom("guidance_step")
    .select([...markColumns, "message_number"])
    .where("conversation_id", "=", conversationId)
    .where("message_number", "in", numbers)
    .execute();
  const proven = await tx
    .selectFrom("guidance_proof")
    .innerJoin("guidance_step", "guidance_step.id", "guidance_proof.step_id")
    .select([...markColumns, "guidance_proof.message_number"])
    .where("guidance_proof.conversation_id", "=", conversationId)
    .where("guidance_proof.message_number", "in", numbers)
    .execute();
  return new Map([...given, ...proven].map((row) => [row.message_number, markOf(row)]));
}
