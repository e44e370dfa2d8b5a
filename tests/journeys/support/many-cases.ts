import { asOwner } from "@relais/core";
import type { Stage } from "./stage.ts";

/**
 * Makes many open cases of one, and ends all others: number `n` is called « Dossier n » and the desk heard of it in that
 * order. Each hundredth is urgent. Their conversations are empty.
 */
export async function multiply(stage: Stage, caseId: string, many: number): Promise<void> {
  await stage.server.alter((target) =>
    asOwner(target, async (owner) => {
      await owner.query("begin");
      await owner.query(
        `create temporary table made on commit drop as
         select n, uuidv7() as id, uuidv7() as conversation_id, uuidv7() as internal_id,
           n + (select max(seq) from event where stream_id = s.organization_id) as seq
         from service_case s, generate_series(1, $2::integer) n where s.id = $1`,
        [caseId, many],
      );
      const { rows } = await owner.query<{ name: string }>(storedColumns);
      for (const statement of statements(rows.map(({ name }) => name)))
        await owner.query(statement, [caseId]);
      await owner.query("commit");
      await owner.query("analyze");
    }),
  );
}

/** Those of a case that are written, and not worked out by the database. */
const storedColumns = `
  select quote_ident(column_name) as name from information_schema.columns
  where table_schema = 'public' and table_name = 'service_case' and is_generated = 'NEVER'`;

/** A row like that of the case, with what is its own. */
const statements = (columns: readonly string[]) => [
  `insert into service_case (${columns.join()}) select ${columns.map((name) => `(like_it).${name}`).join()}
   from (select jsonb_populate_record(s, jsonb_build_object(
     'id', made.id, 'conversation_id', null, 'number', 'D-' || made.n, 'title', 'Dossier ' || made.n, 'client_id', null,
     'priority', case when made.n % 100 = 0 then 'urgent' else 'normal' end,
     'revision', made.seq, 'public_revision', made.seq, 'desk_position', made.seq)) as like_it
   from made, service_case s where s.id = $1 offset 0) as made_like_it`,
  `insert into conversation select (jsonb_populate_record(c, jsonb_build_object(
     'id', made.conversation_id, 'case_id', made.id))).*
   from made, conversation c where c.case_id = $1 and c.internal_of is null`,
  `insert into conversation select (jsonb_populate_record(c, jsonb_build_object(
     'id', made.internal_id, 'case_id', made.id, 'internal_of', made.conversation_id))).*
   from made, conversation c where c.case_id = $1 and c.internal_of is not null`,
  // What is still to happen to those of the demonstration, and to the first, moves no line.
  `update service_case s set status = 'completed', ended = true from service_case first
   where first.id = $1 and s.organization_id = first.organization_id and s.title not like 'Dossier %'`,
  `update service_case s set conversation_id = made.conversation_id from made where s.id = made.id and $1::uuid is not null`,
  `insert into participant (conversation_id, member_id, organization_id, joined_at)
   select case when c.internal_of is null then made.conversation_id else made.internal_id end,
     p.member_id, p.organization_id, p.joined_at
   from made, conversation c join participant p on p.conversation_id = c.id where c.case_id = $1`,
  `insert into event (stream_id, seq, organization_id, type, actor_id, at, data)
   select s.organization_id, made.seq, s.organization_id, 'cases.stirred', null, now(),
     json_build_object('case_ids', array[made.id])
   from made, service_case s where s.id = $1`,
];
