import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { deskActivity } from "../desk/desk-activity.ts";
import { listTeam } from "../desk/list-team.ts";
import { snoozeCase, wakeCase } from "../desk/snooze-case.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  createMember,
  createOrganization,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { assignment } from "./assignment-consumer.ts";
import { changeTeammate } from "./change-teammate.ts";
import { giveWork } from "./give-work.ts";
import { reportReach } from "./report-reach.ts";
import { changeAssignment } from "./settings.ts";

const capacity = 3;
const rounds = 40;
const clock = new TestClock();
let database: TestDatabase;
/** Two servers on one database. */
let servers: readonly [Core, Core];

beforeAll(async () => {
  database = await startTestDatabase();
  servers = [
    await testCore(database, { now: clock.now }),
    await testCore(database, { now: clock.now }),
  ];
}, 60_000);

afterAll(async () => {
  for (const server of servers) await server.close();
  await database.stop();
});

/** Mulberry32: the same days for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type CaseState = {
  id: string;
  conversation_id: string;
  assignee_id: string | null;
  ended: boolean;
  snoozed: boolean;
};

/** An office over some days: people come and go, customers open cases and write, agents answer and close. */
class Office {
  readonly organization: string;
  readonly admin: Actor;
  readonly customer: Actor;
  readonly agents: readonly Actor[];
  readonly #random: (below: number) => number;
  readonly #there = new Set<Actor>();
  readonly #serverId = newId();

  constructor(
    organization: string,
    people: { admin: Actor; customer: Actor; agents: readonly Actor[] },
    seed: number,
  ) {
    this.organization = organization;
    this.admin = people.admin;
    this.customer = people.customer;
    this.agents = people.agents;
    this.#random = randomOf(seed);
  }

  static async open(seed: number): Promise<Office> {
    const organization = await createOrganization(database, { kinds: ["claim"] });
    const admin = await createMember(database, organization, "admin");
    const customer = await createMember(database, organization, "customer");
    const agents: Actor[] = [];
    for (let one = 0; one < 4; one += 1) {
      agents.push(
        await createMember(database, organization, "agent", { full_name: `Agent ${one}` }),
      );
    }
    await changeAssignment(servers[0], admin, {
      enabled: true,
      kinds: ["claim"],
      capacity,
      away_minutes: 10,
    });
    await changeTeammate(servers[0], admin, admin.id, { capacity: 0 });
    return new Office(organization, { admin, customer, agents }, seed);
  }

  #one<T>(all: readonly T[]): T | undefined {
    return all[this.#random(all.length)];
  }

  async cases(): Promise<CaseState[]> {
    const { rows } = await database.owner.query<CaseState>(
      `select id, conversation_id, assignee_id, ended, snoozed from service_case
       where organization_id = $1 order by id`,
      [this.organization],
    );
    return rows;
  }

  /** Something that happens in an office. What a rule refuses is refused here too. */
  async happen(): Promise<void> {
    const [core] = servers;
    const open = (await this.cases()).filter(({ ended }) => !ended);
    const one = this.#one(open);
    const agent = this.#one(this.agents) as Actor;
    switch (this.#random(9)) {
      case 0:
      case 1:
        await openCase(core, this.customer, { kind: "claim", title: "Four en panne" });
        break;
      case 2:
        this.#there.add(agent);
        break;
      case 3:
        this.#there.delete(agent);
        break;
      case 4:
        if (one) await this.#say(this.customer, one);
        break;
      case 5: {
        const holder = this.agents.find(({ id }) => id === one?.assignee_id);
        if (one && holder) await this.#say(holder, one);
        break;
      }
      case 6:
        if (one) await changeStatus(core, agent, one.id, { status: "cancelled" });
        break;
      case 7:
        if (one?.snoozed) await wakeCase(core, agent, one.id);
        else if (one) await snoozeCase(core, agent, one.id, { until: null });
        break;
      case 8:
        if (one) await assignCase(core, this.admin, one.id, { assignee_id: agent.id });
        break;
    }
    clock.pass(this.#random(6) * 60_000);
  }

  #say(actor: Actor, { conversation_id }: CaseState) {
    return sendMessage(servers[0], actor, { conversation_id, text: "…", client_id: newId() });
  }

  /** Both servers do their work at once; one of them may lose its database half-way. */
  async work(): Promise<void> {
    await reportReach(servers[0], this.#serverId, [...this.#there]);
    for (const server of servers) while ((await deskActivity.run(server, this.organization)).more);
    const [first, second] = servers;
    if (this.#random(3) === 0) await this.#cutOff();
    await Promise.all([
      assignment.run(first, this.organization),
      assignment.run(second, this.organization),
    ]);
    while ((await assignment.run(first, this.organization)).more);
  }

  /** A run that dies after it gave and before its transaction ended. */
  async #cutOff(): Promise<void> {
    const [core] = servers;
    const dying = change(core, this.organization, async (change) => {
      await sql`select * from take_assignment_news(${this.organization}, 100)`.execute(change.tx);
      await giveWork(core, change, this.organization);
      throw new Error("the server died");
    });
    const said = await dying.catch((error: Error) => error.message);
    if (said !== "the server died") throw new Error(`the server died otherwise: ${said}`);
  }

  /** What must hold whenever the servers have done their work, as what does not. */
  async faults(): Promise<string[]> {
    const { people } = await listTeam(servers[0], this.admin);
    const waiting = (await this.cases()).filter(
      (one) => one.assignee_id === null && !one.ended && !one.snoozed,
    );
    const idle = people.filter(
      ({ reachable, away, load, capacity: most }) => reachable && !away && load < most,
    );
    const faults =
      waiting.length === 0
        ? []
        : idle.map(({ person }) => `${person.full_name} is idle while something waits`);
    // Given and taken back in turn: nothing is given twice.
    const { rows } = await database.owner.query<{
      case_id: string;
      from_value: string | null;
      to_value: string | null;
    }>(
      `select case_id, from_value, to_value from timeline_entry
       where organization_id = $1 and subject = 'assignee' order by case_id, revision`,
      [this.organization],
    );
    const holder = new Map<string, string | null>();
    for (const { case_id, from_value, to_value } of rows) {
      if (from_value !== (holder.get(case_id) ?? null)) faults.push(`${case_id} was given twice`);
      holder.set(case_id, to_value);
    }
    return faults;
  }
}

describe("Work in an office, two servers, people who come and go, a server that dies", () => {
  test.each([11, 23, 47])(
    "N24.6 N24.7 P6: nothing is given twice, nothing waits in vain (seed %i)",
    async (seed) => {
      const office = await Office.open(seed);
      for (let round = 0; round < rounds; round += 1) {
        await office.happen().catch((error: unknown) => {
          if (!(error instanceof RefusedError)) throw error;
        });
        await office.work();
        expect(await office.faults()).toEqual([]);
      }
      expect((await office.cases()).some(({ assignee_id }) => assignee_id !== null)).toBe(true);
    },
    120_000,
  );

  test("A3: equals who stay are given as many, to within one", async () => {
    const office = await Office.open(1);
    const [core] = servers;
    await changeAssignment(core, office.admin, {
      enabled: true,
      kinds: ["claim"],
      capacity: 50,
      away_minutes: 10,
    });
    await reportReach(core, newId(), office.agents);
    for (let one = 0; one < 22; one += 1) {
      await openCase(core, office.customer, { kind: "claim", title: "Four en panne" });
      if (one % 5 === 0) while ((await assignment.run(core, office.organization)).more);
    }
    while ((await assignment.run(core, office.organization)).more);
    const { people } = await listTeam(core, office.admin);
    const loads = people.filter(({ person }) => person.role === "agent").map(({ load }) => load);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    expect(loads.reduce((sum, load) => sum + load, 0)).toBe(22);
  });
});
