import type { Person, Procedure, ProcedureContent, ProcedureVersion, Role } from "@relais/protocol";
import type { Scoped } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { readPictures } from "./picture-rows.ts";

/** A version of a procedure, the newest one unless another is named. Refuses: not_found. */
export async function readProcedure(tx: Scoped, id: string, version?: number): Promise<Procedure> {
  const row = await tx
    .selectFrom("procedure")
    .innerJoin("procedure_version as written", "written.procedure_id", "procedure.id")
    .innerJoin("member", "member.id", "written.written_by")
    .select([
      "procedure.id",
      "procedure.version as newest",
      "procedure.archived_at",
      "written.number",
      "written.title",
      "written.description",
      "written.variables",
      "written.steps",
      "written.written_at",
      "member.id as member_id",
      "member.full_name",
      "member.role",
    ])
    .where("procedure.id", "=", id)
    .where((where) =>
      version === undefined
        ? where("written.number", "=", where.ref("procedure.version"))
        : where("written.number", "=", version),
    )
    .executeTakeFirst();
  if (row === undefined) throw new RefusedError("not_found");
  const steps = row.steps as ProcedureContent["steps"];
  return {
    id: row.id,
    version: row.number,
    newest: row.newest,
    title: row.title,
    description: row.description,
    variables: row.variables as ProcedureContent["variables"],
    steps: await withPictures(tx, steps),
    written_by: writerOf(row),
    written_at: row.written_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
  };
}

/** The pictures of steps, in the words of the protocol instead of their ids. */
async function withPictures(
  tx: Scoped,
  steps: ProcedureContent["steps"],
): Promise<Procedure["steps"]> {
  const pictures = await readPictures(tx, pictureIdsOf(steps));
  const shown = <Action extends { pictures: string[] }>(action: Action) => ({
    ...action,
    pictures: action.pictures.flatMap((id) => pictures.get(id) ?? []),
  });
  return steps.map((step) => ({
    ...shown(step),
    if_failed: step.if_failed && { ...step.if_failed, steps: step.if_failed.steps.map(shown) },
  }));
}

/** Every picture that these steps show. */
export function pictureIdsOf(steps: ProcedureContent["steps"]): string[] {
  return steps.flatMap(({ pictures, if_failed }) => [
    ...pictures,
    ...(if_failed?.steps.flatMap((action) => action.pictures) ?? []),
  ]);
}

/** Every version of a procedure, the newest first. Refuses: not_found. */
export async function readVersions(tx: Scoped, id: string): Promise<ProcedureVersion[]> {
  const rows = await tx
    .selectFrom("procedure_version as written")
    .innerJoin("member", "member.id", "written.written_by")
    .select([
      "written.number",
      "written.title",
      "written.steps",
      "written.written_at",
      "member.id as member_id",
      "member.full_name",
      "member.role",
    ])
    .where("written.procedure_id", "=", id)
    .orderBy("written.number", "desc")
    .limit(100)
    .execute();
  if (rows.length === 0) throw new RefusedError("not_found");
  return rows.map((row) => ({
    version: row.number,
    title: row.title,
    steps: (row.steps as ProcedureContent["steps"]).length,
    written_by: writerOf(row),
    written_at: row.written_at.toISOString(),
  }));
}

/** Who wrote a version. */
export function writerOf(row: { member_id: string; full_name: string; role: string }): Person {
  // The check constraint of the column holds the same list as the type.
  return { id: row.member_id, full_name: row.full_name, role: row.role as Role };
}

/** Writes a version of a procedure that is there. */
export async function insertVersion(
  tx: Scoped,
  about: {
    readonly procedure_id: string;
    readonly number: number;
    readonly organization_id: string;
    readonly written_by: string;
    readonly written_at: Date;
  },
  { title, description, variables, steps }: ProcedureContent,
): Promise<void> {
  await tx
    .insertInto("procedure_version")
    .values({
      ...about,
      title,
      description,
      variables: JSON.stringify(variables),
      steps: JSON.stringify(steps),
    })
    .execute();
}
