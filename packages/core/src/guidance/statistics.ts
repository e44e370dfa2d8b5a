import type { GuidanceFigures, GuidanceStatistics, StatisticsQuery } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseOthersThanOffice } from "../procedure/policy.ts";

type Counted = {
  /** In how many of the two groupings this row is the sum of everything: 3 is the total. */
  level: number;
  procedure_id: string | null;
  title: string | null;
  guide_id: string | null;
  full_name: string | null;
  begun: number;
  ended: number;
  solved: number;
  median_seconds: number | null;
  steps: number;
  answered: number;
  failed_steps: number;
  helped_steps: number;
};

type Answered = Pick<Counted, "level" | "procedure_id" | "guide_id"> & { median: number | null };

/**
 * How guidance went, over the sessions that began in a time: in all, by procedure and by technician. A ratio of
 * nothing is null.
 *
 * Refuses: forbidden.
 */
export async function guidanceStatistics(
  core: Core,
  actor: Actor,
  { since, until }: StatisticsQuery = {},
): Promise<GuidanceStatistics> {
  refuseOthersThanOffice(actor);
  const { counted, answers } = await inOrganization(core.db, actor, async (tx) => {
    const within = sql`(${since ?? null}::timestamptz is null or s.started_at >= ${since ?? null}::timestamptz)
      and (${until ?? null}::timestamptz is null or s.started_at < ${until ?? null}::timestamptz)`;
    const counted = await sql<Counted>`
      with chosen as (
        select s.*, extract(epoch from s.ended_at - s.started_at)::float8 as seconds,
          given.steps, given.answered, given.failed, given.helped
        from guidance_session s
        cross join lateral (
          select count(*) as steps,
            count(*) filter (where p.result in ('done', 'failed')) as answered,
            count(*) filter (where p.result = 'failed') as failed,
            count(*) filter (where p.result = 'help') as helped
          from guidance_step p where p.session_id = s.id
        ) given
        where ${within}
      ), summed as (
        select grouping(procedure_id, guide_id) as level, procedure_id, guide_id,
          count(*) as begun, count(*) filter (where ended_at is not null) as ended,
          count(*) filter (where ended_because = 'solved') as solved,
          percentile_cont(0.5) within group (order by seconds) as median_seconds,
          coalesce(sum(steps), 0)::bigint as steps, coalesce(sum(answered), 0)::bigint as answered,
          coalesce(sum(failed), 0)::bigint as failed_steps,
          coalesce(sum(helped), 0)::bigint as helped_steps
        from chosen group by grouping sets ((), (procedure_id), (guide_id))
      )
      select summed.*, written.title, member.full_name
      from summed
      left join procedure kept on kept.id = summed.procedure_id
      left join procedure_version written
        on written.procedure_id = kept.id and written.number = kept.version
      left join member on member.id = summed.guide_id
      order by begun desc, title, full_name, procedure_id, guide_id`.execute(tx);
    const answers = await sql<Answered>`
      select grouping(s.procedure_id, s.guide_id) as level, s.procedure_id, s.guide_id,
        percentile_cont(0.5) within group (
          order by extract(epoch from p.answered_at - p.instructed_at)::float8) as median
      from guidance_session s join guidance_step p on p.session_id = s.id
      where p.answered_at is not null and ${within}
      group by grouping sets ((), (s.procedure_id), (s.guide_id))`.execute(tx);
    return { counted: counted.rows, answers: answers.rows };
  });
  const medians = new Map(answers.map((row) => [keyOf(row), row.median]));
  const rows = counted.map((row) => ({ row, figures: figuresOf(row, medians.get(keyOf(row))) }));
  const at = (level: number) => rows.filter(({ row }) => row.level === level);
  return {
    all: at(everything)[0]?.figures ?? nothing,
    procedures: at(byProcedure).map(({ row: { procedure_id: id, title }, figures }) => ({
      ...figures,
      procedure: id === null ? null : { id, title: title ?? "" },
    })),
    technicians: at(byTechnician).map(({ row, figures }) => ({
      ...figures,
      technician: { id: row.guide_id ?? "", full_name: row.full_name ?? "" },
    })),
  };
}

/* As PostgreSQL's `grouping` says them: a bit for each column that is not grouped by. */
const byProcedure = 1;
const byTechnician = 2;
const everything = 3;

const keyOf = ({ level, procedure_id, guide_id }: Omit<Answered, "median">): string =>
  [level, procedure_id, guide_id].join(" ");

function figuresOf(row: Counted, medianAnswer: number | null | undefined): GuidanceFigures {
  const { begun, ended, solved, median_seconds, steps, answered } = row;
  const { failed_steps, helped_steps } = row;
  return {
    begun,
    ended,
    solved,
    steps,
    failed_steps,
    helped_steps,
    resolution_rate: ended === 0 ? null : solved / ended,
    median_seconds,
    failure_rate: answered === 0 ? null : failed_steps / answered,
    median_answer_seconds: medianAnswer ?? null,
  };
}

const nothing: GuidanceFigures = {
  begun: 0,
  ended: 0,
  solved: 0,
  resolution_rate: null,
  median_seconds: null,
  steps: 0,
  failed_steps: 0,
  helped_steps: 0,
  failure_rate: null,
  median_answer_seconds: null,
};
