import type { Attachment, Procedure } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { keepFile } from "../file/loose-files.ts";
import { readSteps } from "../guidance/step-rows.ts";
import { checkContent } from "./check-content.ts";
import { draftOf } from "./draft-of-session.ts";
import { copyFromMessage } from "./pictures.ts";
import { refuseCustomers } from "./policy.ts";
import { readProcedure } from "./procedure-rows.ts";
import { readRan } from "./read-run.ts";
import { insertProcedure } from "./write-procedure.ts";

export type SaveSession = {
  readonly conversation_id: string;
  readonly session_id: string;
  readonly title: string;
};

/**
 * Keeps what a session did as a procedure. Saving it again is the same procedure, whatever the title.
 *
 * Refuses: not_found, forbidden, guidance_unfinished, guidance_empty, invalid_body for the title.
 */
export async function saveSession(
  core: Core,
  actor: Actor,
  { conversation_id, session_id, title }: SaveSession,
): Promise<Procedure> {
  const roster = await readableRoster(core, actor, conversation_id);
  refuseCustomers(actor);
  const scope = roster.organization_id;
  const found = await inOrganization(core.db, scope, async (tx) => {
    const before = await savedFrom(tx, session_id);
    if (before !== undefined) return before;
    const session = await tx
      .selectFrom("guidance_session")
      .select("ended_at")
      .where("id", "=", session_id)
      .where("conversation_id", "=", conversation_id)
      .executeTakeFirst();
    if (session === undefined) throw new RefusedError("not_found");
    if (session.ended_at === null) throw new RefusedError("guidance_unfinished");
    const given = (await readSteps(tx, [session_id])).get(session_id) ?? [];
    return { given, ran: await readRan(tx, session_id) };
  });
  if (!("given" in found)) return found;
  const { given, ran } = found;
  // Found wrong before anything is copied.
  const draft = draftOf(given, ran, (attachments) => attachments.map(({ id }) => id));
  if (draft.steps.length === 0) throw new RefusedError("guidance_empty");
  checkContent({ title, description: "", ...draft });
  const copies = await copyPictures(
    core,
    actor,
    given.flatMap((step) => step.attachments ?? []),
  );
  const steps = draftOf(given, ran, (attachments) =>
    attachments.flatMap(({ id }) => copies.get(id)?.id ?? []),
  );
  if (steps.steps.length === 0) throw new RefusedError("guidance_empty");
  const content = checkContent({ title, description: "", ...steps });
  try {
    return await inOrganization(core.db, scope, async (tx) => {
      for (const copy of copies.values()) await insertCopy(core, tx, actor, copy);
      return insertProcedure(core, tx, actor, content, session_id);
    });
  } catch (error) {
    if (!isUniqueViolation(error, "procedure_saved_from_key")) throw error;
    const before = await inOrganization(core.db, scope, (tx) => savedFrom(tx, session_id));
    if (before === undefined) throw error;
    return before;
  }
}

async function savedFrom(tx: Scoped, sessionId: string): Promise<Procedure | undefined> {
  const row = await tx
    .selectFrom("procedure")
    .select("id")
    .where("saved_from", "=", sessionId)
    .executeTakeFirst();
  return row && readProcedure(tx, row.id);
}

/** By the id of the file of the message. */
async function copyPictures(
  core: Core,
  actor: Actor,
  attachments: readonly Attachment[],
): Promise<Map<string, Attachment>> {
  const copies = new Map<string, Attachment>();
  for (const one of attachments) {
    const [copy] = await copyFromMessage(core, actor, [one]);
    if (copy !== undefined) copies.set(one.id, copy);
  }
  return copies;
}

async function insertCopy(
  core: Core,
  tx: Scoped,
  { organization_id }: Actor,
  { id, name, type, bytes, width, height, placeholder }: Attachment,
): Promise<void> {
  await keepFile(tx, id);
  await tx
    .insertInto("procedure_picture")
    .values({
      id,
      organization_id,
      name,
      type,
      bytes,
      width,
      height,
      placeholder,
      created_at: core.now(),
    })
    .execute();
}
