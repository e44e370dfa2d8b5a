import { limits, type DeskQuery } from "@relais/protocol";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import {
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { countEntries } from "./count-entries.ts";
import { byIndexOnly, listEntries, selectPage } from "./list-entries.ts";

const openCases = 10_000;

let database: TestDatabase;
let core: Core;
let nadia: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  // Beside a neighbour of the same size: what is not ours must not be read either.
  for (let organizations = 0; organizations < 2; organizations += 1) {
    const organization = await createOrganization(database, { kinds: ["claim"] });
    const customer = await createMember(database, organization, "customer");
    nadia = await createMember(database, organization, "agent");
    await database.owner.query(
      `insert into service_case (id, organization_id, kind, title, status, customer_id, assignee_id, tags, revision,
                                 desk_position, snoozed, ended, created_at, updated_at)
       select gen_random_uuid(), $1, 'claim', 'Dossier ' || n, 'under_review', $2,
         case when n % 3 = 0 then $3::uuid end, case when n % 5000 = 0 then array['rare'] else array['courant'] end,
         n, n, n % 11 = 0, n % 13 = 0 and n % 11 <> 0, now(), now()
       from generate_series(1, $4::integer) n`,
      [organization, customer.id, nadia.id, openCases],
    );
    await database.owner.query(
      `insert into conversation (id, organization_id, case_id, created_at)
       select gen_random_uuid(), organization_id, id, now() from service_case where organization_id = $1`,
      [organization],
    );
    await database.owner.query(
      `insert into case_target (case_id, target, organization_id, minutes, due_at, warn_at, met, judged_at, leads)
       select id, 'resolution', organization_id, 60, now() + revision * interval '1 second', now(),
         case when revision % 2 = 0 then false end, case when revision % 2 = 0 then now() end, not ended
       from service_case where organization_id = $1`,
      [organization],
    );
  }
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

type Plan = {
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
};

/** Rows that a plan really looked at, of one table. */
function looked(plan: Plan, table: string): number {
  const each = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
  const own = plan["Relation Name"] === table ? each * plan["Actual Loops"] : 0;
  return own + (plan.Plans ?? []).reduce((sum, inner) => sum + looked(inner, table), 0);
}

async function lookedAt(
  query: DeskQuery,
  before?: string,
  table = "service_case",
): Promise<number> {
  return inOrganization(core.db, nadia, async (tx) => {
    await byIndexOnly(tx);
    const { sql: text, parameters } = selectPage(core, tx, nadia, query, before).compile();
    const explained = CompiledQuery.raw(`explain (analyze, format json) ${text}`, [...parameters]);
    const { rows } = await tx.executeQuery<{ "QUERY PLAN": { Plan: Plan }[] }>(explained);
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
    if (plan === undefined) throw new Error("nothing was explained");
    return looked(plan, table);
  });
}

const views = ["mine", "unassigned", "all", "snoozed", "closed"] as const;
/** In the order of their clocks: those put off are passed over, and so are a few more. */
const timed = ["due", "overdue"] as const;

describe.each(["without statistics", "with statistics"])("N24.1: of 10,000 cases, %s", (when) => {
  beforeAll(async () => {
    if (when === "with statistics") await database.owner.query("analyze");
  });

  test.each(views)("the first page of « %s » reads no more than it shows", async (view) => {
    expect(await lookedAt({ view })).toBeLessThanOrEqual(limits.deskPage + 1);
  });

  test.each(views)("a page far inside « %s » reads no more", async (view) => {
    let before: string | null = null;
    for (let page = 0; page < 4; page += 1) {
      before = (await listEntries(core, nadia, { view, ...(before !== null && { before }) })).next;
    }
    expect(await lookedAt({ view }, before ?? "")).toBeLessThanOrEqual(limits.deskPage + 1);
  });

  test.each(views)(
    "a page of « %s » reads the conversations of its lines and no others",
    async (view) => {
      expect(await lookedAt({ view }, undefined, "conversation")).toBeLessThanOrEqual(
        2 * limits.deskPage,
      );
    },
  );

  test.each(timed)("the first page of « %s » reads a few more than it shows", async (view) => {
    expect(await lookedAt({ view })).toBeLessThanOrEqual(2 * limits.deskPage);
    const { next } = await listEntries(core, nadia, { view });
    expect(await lookedAt({ view }, next ?? "")).toBeLessThanOrEqual(2 * limits.deskPage);
  });

  test("a tag that few have is found without reading the neighbour's cases", async () => {
    const { entries } = await listEntries(core, nadia, { view: "all", tag: "rare" });
    expect(entries).toHaveLength(2);
    expect(await lookedAt({ view: "all", tag: "rare" })).toBeLessThanOrEqual(openCases);
  });

  test("every case is counted", async () => {
    const { all, snoozed } = await countEntries(core, nadia);
    expect(all + snoozed).toBeGreaterThan(openCases * 0.9);
  });
});
