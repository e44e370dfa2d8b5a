import type { OpenCase, Role } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { acceptCase } from "../case/accept-case.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { getCase } from "../case/get-case.ts";
import { noteCase } from "../case/note-case.ts";
import { openCase } from "../case/open-case.ts";
import { openRoom } from "../case/open-room.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { reopenCase } from "../case/reopen-case.ts";
import { updateCase } from "../case/update-case.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { kinds } from "./registry.ts";

/**
 * Who may do what, for every kind, written by hand and not read from the declarations. Every person × every
 * action is tried; who is not named here must hear `forbidden`.
 *
 * customer: its own; stranger: another customer; opener: who opened it for the customer; assignee: who does the
 * work; worker: a colleague; agent, manager, admin: of the office.
 */
const people = [
  "customer",
  "stranger",
  "opener",
  "assignee",
  "worker",
  "agent",
  "manager",
  "admin",
] as const;
type Who = (typeof people)[number];
type Rights = {
  /** Who the case's opener and assignee are, and for whom it is opened. */
  readonly opener: Role;
  readonly assignee: Role;
  readonly open: readonly Role[];
  readonly open_for: readonly Role[];
  readonly see: readonly Who[];
  readonly take: readonly Who[];
  readonly assign: readonly Who[];
  readonly prioritize: readonly Who[];
  readonly tag: readonly Who[];
  readonly note: readonly Who[];
  readonly talk: readonly Who[];
  /** Who takes it up again once it is done. None when absent. */
  readonly reopen?: readonly Who[];
  readonly steps: Readonly<Record<string, readonly Who[]>>;
};

const office = ["agent", "manager", "admin"] as const;
const led = ["assignee", "admin"] as const;
const team = ["agent", "admin"] as const;
const rights: Record<string, Rights> = {
  request: {
    opener: "customer",
    assignee: "worker",
    open: ["customer"],
    open_for: ["agent", "admin"],
    see: ["customer", "opener", "assignee", ...office],
    take: ["assignee", "worker"],
    assign: office,
    prioritize: ["assignee", ...office],
    tag: ["assignee", ...office],
    note: ["assignee", ...office],
    talk: ["customer", "opener", "assignee"],
    steps: {
      "accepted en_route": led,
      "en_route arrived": led,
      "arrived in_progress": led,
      "in_progress completed": led,
      "pending cancelled": ["customer", "opener", "admin"],
      "accepted cancelled": ["customer", "opener", ...led],
      "en_route cancelled": led,
      "arrived cancelled": led,
      "in_progress cancelled": led,
    },
  },
  ticket: {
    opener: "customer",
    assignee: "worker",
    open: ["customer"],
    open_for: ["agent", "admin"],
    see: ["customer", "opener", "assignee", ...office],
    take: ["assignee", "worker"],
    assign: office,
    prioritize: ["assignee", ...office],
    tag: ["assignee", ...office],
    note: ["assignee", ...office],
    talk: ["customer", "opener", "assignee"],
    reopen: ["customer", "opener", "assignee", "agent", "admin"],
    steps: {
      "in_progress resolved": led,
      "resolved closed": led,
      "open cancelled": ["admin"],
      "in_progress cancelled": led,
    },
  },
  appointment: {
    opener: "customer",
    assignee: "worker",
    open: ["customer"],
    open_for: [],
    see: ["customer", "opener", "assignee", ...office],
    take: [],
    assign: [],
    prioritize: [],
    tag: ["assignee", ...office],
    note: ["assignee", ...office],
    talk: ["customer", "opener", "assignee", "agent"],
    steps: {
      "requested confirmed": led,
      "confirmed in_progress": led,
      "in_progress ready": led,
      "ready completed": led,
      "requested cancelled": ["customer", "opener", ...led],
      "confirmed cancelled": ["customer", "opener", ...led],
      "in_progress cancelled": led,
      "confirmed no_show": led,
    },
  },
  claim: {
    opener: "agent",
    assignee: "agent",
    open: ["customer"],
    open_for: ["agent", "admin"],
    see: ["customer", "opener", "assignee", ...office],
    take: [],
    assign: ["opener", "assignee", ...team],
    prioritize: ["opener", "assignee", ...team],
    tag: ["opener", "assignee", ...team],
    note: ["opener", "assignee", ...office],
    talk: ["customer", "opener", "assignee", ...team],
    steps: Object.fromEntries(
      [
        "submitted under_review",
        "under_review approved",
        "under_review info_needed",
        "info_needed under_review",
        "under_review rejected",
        "info_needed rejected",
        "approved in_repair",
        "approved completed",
        "in_repair completed",
        "submitted cancelled",
        "under_review cancelled",
        "info_needed cancelled",
      ].map((step) => {
        const byTeam = ["opener", "assignee", ...team] as const;
        return [step, step === "submitted cancelled" ? ["customer", ...byTeam] : byTeam];
      }),
    ),
  },
  delivery: {
    opener: "manager",
    assignee: "worker",
    open: [],
    open_for: ["manager", "agent", "admin"],
    see: ["customer", "opener", "assignee", ...team],
    take: [],
    assign: team,
    prioritize: team,
    tag: team,
    note: ["assignee", ...team],
    talk: [],
    steps: {
      "assigned picked_up": ["assignee", ...team],
      "picked_up en_route": ["assignee", ...team],
      "en_route delivered": ["assignee", ...team],
      "en_route failed": ["assignee", ...team],
      "picked_up failed": ["assignee", ...team],
      "assigned failed": ["assignee", ...team],
      "pending cancelled": team,
      "assigned cancelled": ["assignee", ...team],
      "picked_up cancelled": ["assignee", ...team],
      "en_route cancelled": ["assignee", ...team],
    },
  },
  contact: {
    opener: "customer",
    assignee: "worker",
    open: ["customer"],
    open_for: ["worker", "agent", "manager", "admin"],
    see: ["customer", "opener", "assignee", ...team],
    take: [],
    assign: team,
    prioritize: team,
    tag: ["assignee", ...team],
    note: ["assignee", ...team],
    talk: ["customer", "opener", "assignee", "agent"],
    steps: {
      "active resolved": team,
      "resolved active": team,
      "resolved archived": team,
    },
  },
  talk: {
    opener: "customer",
    assignee: "worker",
    open: ["customer", "agent", "manager", "admin"],
    open_for: ["worker"],
    see: ["customer", "opener", "assignee", "admin"],
    take: [],
    assign: [],
    prioritize: [],
    tag: [],
    note: [],
    talk: ["customer", "opener", "assignee"],
    steps: { "active archived": ["admin"] },
  },
};

const place = { address: "Cocody, Riviera 2", latitude: null, longitude: null };
const fieldsOf: Record<string, OpenCase["fields"]> = {
  appointment: { starts_at: "2026-12-01T09:00:00Z" },
  delivery: { pickup: place, delivery: place },
};

let database: TestDatabase;
let core: Core;
beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

test("every declared kind has its rights written here, and none besides", () => {
  expect(Object.keys(rights).toSorted()).toEqual(kinds.all().map(({ name }) => name));
});

describe.each(Object.entries(rights))("N18.4: %s", (name, table) => {
  let cast: Record<Who, Actor>;
  let caseId: string;
  let spare: Actor;

  beforeAll(async () => {
    const organization = await createOrganization(database, {
      kinds: kinds.all().map((kind) => kind.name),
    });
    const member = (role: Role) => createMember(database, organization, role);
    const customer = await member("customer");
    cast = {
      customer,
      stranger: await member("customer"),
      opener: table.opener === "customer" ? customer : await member(table.opener),
      assignee: await member(table.assignee),
      worker: await member("worker"),
      agent: await member("agent"),
      manager: await member("manager"),
      admin: await member("admin"),
    };
    spare = await member(table.assignee);
    caseId = (await open()).id;
  });

  const open = () =>
    openCase(core, cast.opener, {
      kind: name,
      title: "Essai",
      ...(fieldsOf[name] && { fields: fieldsOf[name] }),
      ...(cast.opener !== cast.customer && { customer_id: cast.customer.id }),
      ...(["appointment", "contact", "talk"].includes(name) && { assignee_id: cast.assignee.id }),
    });

  /** The case as if it stood there, with or without somebody who does the work. */
  async function stand(status: string, assigned = true): Promise<void> {
    await database.owner.query(
      "update service_case set status = $2, assignee_id = $3 where id = $1",
      [caseId, status, assigned ? cast.assignee.id : null],
    );
    await database.owner.query("update conversation set closed_at = null where case_id = $1", [
      caseId,
    ]);
    core.rosters.forget(
      (
        await database.owner.query<{ id: string }>(
          "select id from conversation where case_id = $1",
          [caseId],
        )
      ).rows.map(({ id }) => id),
    );
  }
  const kind = () => kinds.get(name) as NonNullable<ReturnType<typeof kinds.get>>;
  const middle = () => kind().taking?.to ?? kind().begins;

  /** Tries it as everybody, each time from the same state, and compares with who is named. */
  async function compare(
    allowed: readonly Who[],
    ready: () => Promise<unknown>,
    act: (actor: Actor) => Promise<unknown>,
  ): Promise<void> {
    const got: Partial<Record<Who, string>> = {};
    const wanted: Partial<Record<Who, string>> = {};
    for (const who of people) {
      await ready();
      got[who] = await outcome(act(cast[who]));
      wanted[who] = allowed.includes(who) ? "done" : "forbidden";
    }
    expect(got).toEqual(wanted);
  }

  test("N18.4: is opened by those named, for themselves", async () => {
    for (const role of ["customer", "worker", "agent", "manager", "admin"] as const) {
      const actor = await createMember(database, cast.admin.organization_id, role);
      const got = await outcome(
        openCase(core, actor, {
          kind: name,
          title: "Essai",
          customer_id: actor.id,
          ...(fieldsOf[name] && { fields: fieldsOf[name] }),
          ...(kind().assignment === "directed" && { assignee_id: cast.assignee.id }),
        }),
      );
      expect([role, got]).toEqual([role, table.open.includes(role) ? "done" : "forbidden"]);
    }
  });

  test("N18.4: is opened by those named, for a customer", async () => {
    for (const role of ["customer", "worker", "agent", "manager", "admin"] as const) {
      const actor = await createMember(database, cast.admin.organization_id, role);
      const got = await outcome(
        openCase(core, actor, {
          kind: name,
          title: "Essai",
          customer_id: cast.customer.id,
          ...(fieldsOf[name] && { fields: fieldsOf[name] }),
        }),
      );
      expect([role, got]).toEqual([role, table.open_for.includes(role) ? "done" : "forbidden"]);
    }
  });

  test("N18.4: is seen, with its timeline, by those named", async () => {
    expect.hasAssertions();
    await stand(middle());
    await compare(
      table.see,
      async () => {},
      (actor) => getCase(core, actor, caseId),
    );
    await compare(
      table.see,
      async () => {},
      (actor) => readTimeline(core, actor, caseId),
    );
  });

  test("N18.4: waiting to be taken, it is seen by every worker if whoever comes first takes it", async () => {
    const { taking } = kind();
    if (taking === null) return;
    await stand(taking.from, false);
    const first = kind().assignment === "first";
    expect(await outcome(getCase(core, cast.worker, caseId))).toBe(first ? "done" : "forbidden");
  });

  test("N18.4: is taken by those named", async () => {
    expect.hasAssertions();
    await compare(
      table.take,
      () => stand(kind().taking?.from ?? kind().begins, kind().taking === null),
      (actor) => acceptCase(core, actor, caseId),
    );
  });

  test("N18.4: is assigned, prioritized, tagged and noted by those named", async () => {
    expect.hasAssertions();
    const ready = () => stand(middle());
    await compare(table.assign, ready, (actor) =>
      assignCase(core, actor, caseId, { assignee_id: spare.id }),
    );
    await compare(table.prioritize, ready, (actor) =>
      updateCase(core, actor, caseId, { priority: "high" }),
    );
    await compare(table.tag, ready, (actor) => updateCase(core, actor, caseId, { tags: ["vip"] }));
    await compare(table.note, ready, (actor) =>
      noteCase(core, actor, caseId, { note: "Vu", internal: true }),
    );
    await compare(table.note, ready, (actor) =>
      noteCase(core, actor, caseId, { note: "Vu", internal: false }),
    );
  });

  test("N18.4: its fields are set by those the declaration names, and by nobody else", async () => {
    await stand(middle());
    for (const field of kind().fields) {
      for (const who of people) {
        const part = (actor: Actor): boolean =>
          field.set_by.some(
            (one) =>
              (one === "customer" && actor.id === cast.customer.id) ||
              (one === "opener" && actor.id === cast.opener.id) ||
              (one === "assignee" && actor.id === cast.assignee.id) ||
              (one !== "customer" && one === actor.role),
          );
        const given = field.required ? "?" : null;
        const got = await outcome(
          updateCase(core, cast[who], caseId, { fields: { [field.name]: given } }),
        );
        const allowed = field.required ? "invalid_body" : "done";
        expect([field.name, who, got]).toEqual([
          field.name,
          who,
          part(cast[who]) ? allowed : "forbidden",
        ]);
      }
    }
  });

  test("N18.4: every declared step is written here, and taken by those named", async () => {
    const { taking, transitions } = kind();
    const declared = transitions
      .filter(({ from, to }) => taking === null || from !== taking.from || to !== taking.to)
      .map(({ from, to }) => `${from} ${to}`);
    expect(Object.keys(table.steps).toSorted()).toEqual(declared.toSorted());
    for (const [step, allowed] of Object.entries(table.steps)) {
      const [from = "", to = ""] = step.split(" ");
      await compare(
        allowed,
        () => stand(from, taking === null || from !== taking.from),
        (actor) => changeStatus(core, actor, caseId, { status: to }),
      );
    }
  });

  test("N18.9: it is taken up again, once done, by those named", async () => {
    const { reopening } = kind();
    expect(reopening !== undefined).toBe(table.reopen !== undefined);
    if (reopening === undefined) return;
    await compare(
      table.reopen ?? [],
      async () => {
        await stand(reopening.from);
        await database.owner.query(
          "update service_case set reopenable_until = now() + interval '1 day' where id = $1",
          [caseId],
        );
      },
      (actor) => reopenCase(core, actor, caseId, { reason: "Toujours pas réglé" }),
    );
  });

  test("N18.4: its conversation is written in by those named", async () => {
    const opened = await open();
    if (kind().assignment === "first") await acceptCase(core, cast.assignee, opened.id);
    // The one case of a pair was handed on above, and only its row was put back: as people do it, with its conversation.
    if (opened.id === caseId && table.assign.includes("admin")) {
      await stand(kind().begins);
      for (const { id } of [spare, cast.assignee])
        await assignCase(core, cast.admin, caseId, { assignee_id: id });
    }
    const { conversation_id } = await getCase(core, cast.admin, opened.id);
    if (conversation_id === null) {
      expect(table.talk).toEqual([]);
      return;
    }
    await compare(
      table.talk,
      async () => {},
      (actor) => sendMessage(core, actor, { conversation_id, text: "Bonjour", client_id: null }),
    );
    // An admin reads what others write; who is not of the case reads nothing.
    expect(await outcome(openConversation(core, cast.admin, conversation_id))).toBe("done");
    expect(await outcome(openConversation(core, cast.stranger, conversation_id))).toBe("forbidden");
  });

  test("N18.4: a room is opened by the two who speak in it", async () => {
    await stand(middle());
    const wanted = kind().conversation.opens === "asked" ? "done" : "transition_not_allowed";
    expect(await outcome(openRoom(core, cast.assignee, caseId, cast.customer.id))).toBe(wanted);
    expect(await outcome(openRoom(core, cast.customer, caseId, cast.assignee.id))).toBe(wanted);
    expect(await outcome(openRoom(core, cast.admin, caseId, cast.customer.id))).toBe("forbidden");
    expect(await outcome(openRoom(core, cast.stranger, caseId, cast.assignee.id))).toBe(
      "forbidden",
    );
  });
});
