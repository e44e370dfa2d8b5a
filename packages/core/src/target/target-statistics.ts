import type { StatisticsQuery, TargetStatistics } from "@relais/protocol";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { refuseOthers } from "../desk/policy.ts";

type Row = { kind: string; target: "answer" | "resolution"; met: number; missed: number };
type Figures = TargetStatistics["all"];

/**
 * How many targets were kept and how many were not, in all and by kind: of those that were judged from `since` to before
 * `until`. Refuses: forbidden.
 */
export async function targetStatistics(
  core: Core,
  actor: Actor,
  { since, until }: StatisticsQuery,
): Promise<TargetStatistics> {
  refuseOthers(actor);
  const rows = await inOrganization(core.db, actor, async (tx) => {
    const found = await sql<Row>`
      select c.kind, t.target, (count(*) filter (where t.met))::integer as met,
        (count(*) filter (where not t.met))::integer as missed
      from case_target t join service_case c on c.id = t.case_id
      where t.organization_id = ${actor.organization_id} and t.met is not null
        and (${since ?? null}::timestamptz is null or t.judged_at >= ${since ?? null}::timestamptz)
        and (${until ?? null}::timestamptz is null or t.judged_at < ${until ?? null}::timestamptz)
      group by 1, 2 order by 1`.execute(tx);
    return found.rows;
  });
  const kinds = [...Map.groupBy(rows, ({ kind }) => kind)];
  return {
    all: figuresOf(rows),
    kinds: kinds.map(([kind, those]) => ({ kind, ...figuresOf(those) })),
  };
}

function figuresOf(rows: readonly Row[]): Figures {
  const sum = (target: Row["target"]) => {
    const those = rows.filter((row) => row.target === target);
    return {
      met: those.reduce((total, { met }) => total + met, 0),
      missed: those.reduce((total, { missed }) => total + missed, 0),
    };
  };
  return { answer: sum("answer"), resolution: sum("resolution") };
}
