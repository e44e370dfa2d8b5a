import {
  type Guidance,
  type GuidanceEnd,
  type GuidanceRecord,
  limits,
  type Person,
  type Role,
} from "@relais/protocol";
import { sql } from "kysely";
import type { Scoped } from "../database/scope.ts";
import { readSteps } from "./step-rows.ts";

/** A session that is held until the end of the transaction. */
export type HeldSession = {
  readonly id: string;
  readonly conversation_id: string;
  readonly organization_id: string;
  readonly guided_id: string;
  readonly ended_at: Date | null;
  readonly procedure_id: string | null;
  readonly procedure_version: number | null;
};

const held = [
  "id",
  "conversation_id",
  "organization_id",
  "guided_id",
  "ended_at",
  "procedure_id",
  "procedure_version",
] as const;

/**
 * The session under way in a conversation, held: of two who change it at once, one waits. After a wait it
 * may have ended, and then there is none.
 */
export function lockActive(tx: Scoped, conversationId: string): Promise<HeldSession | undefined> {
  return tx
    .selectFrom("guidance_session")
    .select(held)
    .where("conversation_id", "=", conversationId)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
}

/** A session by its id, ended or not, held. */
export function lockSession(tx: Scoped, sessionId: string): Promise<HeldSession | undefined> {
  return tx
    .selectFrom("guidance_session")
    .select(held)
    .where("id", "=", sessionId)
    .forUpdate()
    .executeTakeFirst();
}

/** The guidance under way, for a snapshot. */
export async function readGuidance(tx: Scoped, conversationId: string): Promise<Guidance | null> {
  const [row] = await selectSessions(tx, conversationId)
    .where("guidance_session.ended_at", "is", null)
    .execute();
  if (row === undefined) return null;
  const steps = await readSteps(tx, [row.id]);
  return { ...sessionOf(row), steps: steps.get(row.id) ?? [] };
}

/**
 * Every session of a conversation, the newest first: the record. By which procedure is for those who do the
 * work (`procedures`).
 */
export async function readRecords(
  tx: Scoped,
  conversationId: string,
  { procedures }: { readonly procedures: boolean },
): Promise<GuidanceRecord[]> {
  const rows = await selectSessions(tx, conversationId)
    .orderBy("guidance_session.number", "desc")
    .limit(limits.guidanceSessions)
    .execute();
  const steps = await readSteps(
    tx,
    rows.map(({ id }) => id),
  );
  const ran = procedures ? await readTitles(tx, conversationId) : undefined;
  return rows.map((row) => ({
    ...sessionOf(row),
    steps: steps.get(row.id) ?? [],
    ...withProcedure(ran?.get(row.id)),
    ended_at: row.ended_at?.toISOString() ?? null,
    // The check constraint of the column holds the same list as the type.
    ended_because: row.ended_because as GuidanceEnd | null,
    ended_by: row.ended_by,
  }));
}

type RanBy = NonNullable<GuidanceRecord["procedure"]>;

const withProcedure = (procedure: RanBy | undefined) => procedure && { procedure };

/** The procedures of the sessions of a conversation, as they were called when they were run. */
async function readTitles(tx: Scoped, conversationId: string): Promise<Map<string, RanBy>> {
  const rows = await tx
    .selectFrom("guidance_session as session")
    .innerJoin("procedure_version as ran", (join) =>
      join
        .onRef("ran.procedure_id", "=", "session.procedure_id")
        .onRef("ran.number", "=", "session.procedure_version"),
    )
    .select([
      "session.id as session_id",
      "ran.procedure_id as id",
      "ran.number as version",
      "ran.title",
    ])
    .where("session.conversation_id", "=", conversationId)
    .execute();
  return new Map(rows.map(({ session_id, ...procedure }) => [session_id, procedure]));
}

/** A person of this table, in the words of the protocol. */
export const personJson = (table: string) =>
  sql<Person>`json_build_object('id', ${sql.ref(`${table}.id`)}, 'full_name', ${sql.ref(`${table}.full_name`)},
    'role', ${sql.ref(`${table}.role`)})`;

function selectSessions(tx: Scoped, conversationId: string) {
  return tx
    .selectFrom("guidance_session")
    .innerJoin("member as guide", "guide.id", "guidance_session.guide_id")
    .innerJoin("member as guided", "guided.id", "guidance_session.guided_id")
    .leftJoin("member as ender", "ender.id", "guidance_session.ended_by")
    .select([
      "guidance_session.id",
      "guidance_session.number",
      "guidance_session.started_at",
      "guidance_session.ended_at",
      "guidance_session.ended_because",
      "guidance_session.procedure_steps",
      personJson("guide").as("guide"),
      personJson("guided").as("guided"),
      sql<Person | null>`case when ender.id is not null then ${personJson("ender")} end`.as(
        "ended_by",
      ),
    ])
    .where("guidance_session.conversation_id", "=", conversationId);
}

type SessionRow = {
  id: string;
  number: number;
  started_at: Date;
  guide: Person;
  guided: Person;
  procedure_steps: number | null;
};

function sessionOf({ id, number, guide, guided, started_at, procedure_steps: total }: SessionRow) {
  return {
    id,
    number,
    guide,
    guided,
    started_at: started_at.toISOString(),
    ...(total !== null && { total }),
  };
}

/** A person in the words of the protocol, and nothing else of an actor. */
export const personOf = ({
  id,
  full_name,
  role,
}: Person | { id: string; full_name: string; role: Role }): Person => ({
  id,
  full_name,
  role,
});
