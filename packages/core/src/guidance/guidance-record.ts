import type { GuidanceEnd, GuidanceSummary, Person } from "@relais/protocol";
import { sql } from "kysely";
import { alterCase } from "../case/alter-case.ts";
import { readCase } from "../case/views.ts";
import { noReason } from "../case/write-timeline.ts";
import type { Consumer } from "../consumers/consumer.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { holdCases } from "../desk/stir.ts";
import { type Change, change } from "../journal/append.ts";
import { personJson } from "./session-rows.ts";

/** Events that one run looks at. */
const eventsAtOnce = 100_000;

type Fact = {
  readonly conversation_id: string;
  readonly case_id: string;
  readonly session_id: string;
  readonly ended: boolean;
  readonly actor_id: string;
  readonly at: Date;
};

type Row = Fact | { conversation_id: null; progressed: boolean; more: boolean };

/**
 * Writes into the timeline of a case that a guidance began and how it ended. It may be the person guided who ends it, and a
 * guest writes into no timeline: so it is told of, after it happened. Entries and cursor are one transaction (P6).
 */
export const guidanceRecord: Consumer = {
  name: "guidance_record",
  spacingMs: 500,
  concerns: ({ type }) => type === "guidance.started" || type === "guidance.ended",
  awaited: (core, organizationId) => core.counters.isHeard(organizationId),
  run: (core, organizationId) =>
    change(core, organizationId, async (change) => {
      const { rows } = await sql<Row>`
        select * from take_guidance_news(${organizationId}, ${eventsAtOnce})`.execute(change.tx);
      const facts = rows.filter((row) => row.conversation_id !== null);
      if (facts.length > 0) {
        await holdCases(
          change,
          facts.map(({ case_id }) => case_id),
        );
      }
      for (const fact of facts) await tell(core, change, organizationId, fact);
      const last = rows.find((row) => row.conversation_id === null);
      return { progressed: last?.progressed ?? false, more: last?.more ?? false };
    }),
};

async function tell(core: Core, change: Change, organizationId: string, fact: Fact): Promise<void> {
  const theCase = await readCase(change.tx, fact.case_id);
  const kind = theCase && core.kinds.get(theCase.kind);
  // Of a kind that is no longer declared nobody reads a timeline.
  if (theCase === undefined || kind === undefined) return;
  const guidance = await summaryOf(change.tx, fact);
  const person = [guidance.guide, guidance.guided].find(({ id }) => id === fact.actor_id);
  const actor = { ...(person ?? guidance.guide), id: fact.actor_id };
  await alterCase(
    core,
    change,
    { ...actor, organization_id: organizationId, sign_in_id: "" },
    theCase,
    {
      kind,
      afterwards: true,
      entries: [
        {
          subject: "guidance",
          to: guidance.ended?.because ?? "started",
          guidance,
          at: fact.at,
        },
      ],
      why: noReason,
    },
  );
}

type SummaryRow = {
  guide: Person;
  guided: Person;
  because: GuidanceEnd;
  steps: number;
  failed_steps: number;
  seconds: number;
};

async function summaryOf(
  tx: Scoped,
  { conversation_id, session_id, ended }: Fact,
): Promise<GuidanceSummary> {
  const { rows } = await sql<SummaryRow>`
    select ${personJson("guide")} as guide, ${personJson("guided")} as guided, s.ended_because as because,
      (select count(*)::integer from guidance_step p where p.session_id = s.id) as steps,
      (select count(*)::integer from guidance_step p where p.session_id = s.id and p.result = 'failed') as failed_steps,
      greatest(0, extract(epoch from s.ended_at - s.started_at))::integer as seconds
    from guidance_session s
    join member guide on guide.id = s.guide_id
    join member guided on guided.id = s.guided_id
    where s.id = ${session_id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error("the guidance of this event cannot be read");
  const { guide, guided, ...ending } = row;
  return { conversation_id, session_id, guide, guided, ended: ended ? ending : null };
}
