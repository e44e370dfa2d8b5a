import {
  limits,
  type Procedure,
  type ProcedureContent,
  type ProcedureSummary,
  type ProcedureVersion,
} from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseCustomers } from "./policy.ts";
import { readProcedure, readVersions, writerOf } from "./procedure-rows.ts";

/** The procedures of an organization by title: those in use, or those that are archived. Refuses: forbidden. */
export async function listProcedures(
  core: Core,
  actor: Actor,
  archived = false,
): Promise<ProcedureSummary[]> {
  refuseCustomers(actor);
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx
      .selectFrom("procedure")
      .innerJoin("procedure_version as written", (join) =>
        join
          .onRef("written.procedure_id", "=", "procedure.id")
          .onRef("written.number", "=", "procedure.version"),
      )
      .innerJoin("member", "member.id", "written.written_by")
      .select([
        "procedure.id",
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
        sql<number>`(select count(*) from guidance_session run where run.procedure_id = procedure.id)`.as(
          "runs",
        ),
      ])
      .where("procedure.archived_at", archived ? "is not" : "is", null)
      .orderBy(sql`lower(written.title)`)
      .orderBy("procedure.id")
      .limit(limits.listedProcedures)
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.number,
    title: row.title,
    description: row.description,
    variables: (row.variables as ProcedureContent["variables"]).length,
    steps: (row.steps as ProcedureContent["steps"]).length,
    runs: row.runs,
    written_by: writerOf(row),
    written_at: row.written_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
  }));
}

/** A procedure, in its newest version unless another is named. Refuses: forbidden, not_found. */
export async function getProcedure(
  core: Core,
  actor: Actor,
  id: string,
  version?: number,
): Promise<Procedure> {
  refuseCustomers(actor);
  return inOrganization(core.db, actor, (tx) => readProcedure(tx, id, version));
}

/** Every version of a procedure, the newest first. Refuses: forbidden, not_found. */
export async function listVersions(
  core: Core,
  actor: Actor,
  id: string,
): Promise<ProcedureVersion[]> {
  refuseCustomers(actor);
  return inOrganization(core.db, actor, (tx) => readVersions(tx, id));
}
