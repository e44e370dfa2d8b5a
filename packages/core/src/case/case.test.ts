import { limits, type Role } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { changeStatus } from "./change-status.ts";
import { getCase } from "./get-case.ts";
import { openCase } from "./open-case.ts";

let database: TestDatabase;
let core: Core;
let organization: string;
let awa: Actor;
let moussa: Actor;
let seydou: Actor;
let claire: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  organization = await createOrganization(database);
  awa = await createMember(database, organization, "customer");
  moussa = await createMember(database, organization, "worker");
  seydou = await createMember(database, organization, "worker", { full_name: "Seydou Coulibaly" });
  claire = await createMember(database, organization, "admin");
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const panne = { kind: "request", title: "La voiture ne démarre plus" } as const;
const open = () => openCase(core, awa, panne);
const accepted = async () => acceptCase(core, moussa, (await open()).id);

/** Types of a stream's journal, in order. */
async function journal(streamId: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ type: string; seq: number }>(
    "select type, seq from event where stream_id = $1 order by seq",
    [streamId],
  );
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ type }) => type);
}

async function countCases(): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>(
    "select count(*) from service_case where organization_id = $1",
    [organization],
  );
  return rows[0]?.count ?? 0;
}

describe("Opening a request", () => {
  test("answers it as it was stored, waiting, without anybody who takes care of it", async () => {
    const opened = await openCase(core, awa, {
      ...panne,
      title: "  La voiture\nne démarre plus ",
      description: "Depuis ce matin.",
      address: "Rond-point de la Paix",
      latitude: 12.63,
      longitude: -8,
      priority: "high",
    });
    expect(opened).toMatchObject({
      kind: "request",
      title: "La voiture ne démarre plus",
      description: "Depuis ce matin.",
      address: "Rond-point de la Paix",
      latitude: 12.63,
      longitude: -8,
      priority: "high",
      status: "pending",
      customer: { id: awa.id, full_name: "Awa Traoré", role: "customer" },
      assignee: null,
      conversation_id: null,
    });
    expect(await getCase(core, awa, opened.id)).toEqual(opened);
  });

  test("is journaled in the organization's stream at the case's revision", async () => {
    const opened = await open();
    const { rows } = await database.owner.query(
      "select type, actor_id, data from event where stream_id = $1 and seq = $2",
      [organization, opened.revision],
    );
    expect(rows).toEqual([
      {
        type: "case.changed",
        actor_id: awa.id,
        data: {
          case: opened,
          change: { from: null, to: "pending", note: null },
          internal: { tags: [], fields: {}, revision: opened.revision },
          previous_assignee_id: null,
        },
      },
    ]);
  });

  test("P2: the same client_id with the same content is the same case, journaled once", async () => {
    const first = await openCase(core, awa, { ...panne, client_id: "one" });
    const events = (await journal(organization)).length;
    expect(await openCase(core, awa, { ...panne, client_id: "one" })).toEqual(first);
    expect(await journal(organization)).toHaveLength(events);
  });

  test("P2: the same client_id many times at once is one case", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => openCase(core, awa, { ...panne, client_id: "rush" })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  test("the same client_id with other content is refused", async () => {
    await openCase(core, awa, { ...panne, client_id: "two" });
    const other = { ...panne, title: "Pneu crevé", client_id: "two" };
    expect(await codeOf(openCase(core, awa, other))).toBe("client_id_reused");
  });

  test("many at once in one organization all succeed, each with a revision of its own", async () => {
    const opened = await Promise.all(Array.from({ length: 30 }, open));
    expect(new Set(opened.map(({ revision }) => revision)).size).toBe(30);
    await journal(organization);
  });

  const wrong: [string, object, string, string][] = [
    ["an empty title", { title: " \n " }, "text_empty", "title"],
    [
      "a title over the limit",
      { title: "a".repeat(limits.titleCharacters + 1) },
      "text_too_long",
      "title",
    ],
    [
      "a control character in the title",
      { title: "a\u0007b" },
      "text_forbidden_character",
      "title",
    ],
    [
      "a bidirectional override in the description",
      { description: "\u202Eabc" },
      "text_forbidden_character",
      "description",
    ],
    [
      "a description over the limit",
      { description: "a".repeat(limits.descriptionCharacters + 1) },
      "text_too_long",
      "description",
    ],
    [
      "a control character in the address",
      { address: "a\u0000" },
      "text_forbidden_character",
      "address",
    ],
    ["half a position", { latitude: 12 }, "invalid_body", "longitude"],
    ["a kind that the organization does not serve", { kind: "claim" }, "invalid_body", "kind"],
  ];
  test.each(wrong)("%s is refused by name and leaves nothing", async (_name, part, code, field) => {
    const before = await countCases();
    const refusal = await refusalOf(openCase(core, awa, { ...panne, ...part }));
    expect(refusal.code).toBe(code);
    expect(Object.keys(refusal.details.fields ?? {})).toEqual([field]);
    expect(await countCases()).toBe(before);
  });

  test.each<Role>(["agent", "admin"])("is for a customer who is named, for an %s", async (role) => {
    const somebody = await createMember(database, organization, role);
    const refusal = await refusalOf(openCase(core, somebody, panne));
    expect(Object.keys(refusal.details.fields ?? {})).toEqual(["customer_id"]);
    const opened = await openCase(core, somebody, { ...panne, customer_id: awa.id });
    expect(opened).toMatchObject({ customer: { id: awa.id }, opener: { id: somebody.id } });
    const wrong = openCase(core, somebody, { ...panne, customer_id: moussa.id });
    expect(Object.keys((await refusalOf(wrong)).details.fields ?? {})).toEqual(["customer_id"]);
  });

  test.each<Role>(["worker", "manager"])("is not for a %s", async (role) => {
    const somebody = await createMember(database, organization, role);
    expect(await codeOf(openCase(core, somebody, panne))).toBe("forbidden");
  });
});

describe("Accepting a request", () => {
  test("makes the worker its assignee and opens the conversation of the two", async () => {
    const taken = await accepted();
    expect(taken).toMatchObject({ status: "accepted", assignee: { id: moussa.id } });
    const { rows } = await database.owner.query<{ member_id: string }>(
      "select member_id from participant where conversation_id = $1",
      [taken.conversation_id],
    );
    expect(rows.map(({ member_id }) => member_id).sort()).toEqual([awa.id, moussa.id].sort());
  });

  test("journals who joined, the first message and the change, in one transaction", async () => {
    const { conversation_id } = await accepted();
    expect(await journal(conversation_id ?? "")).toEqual([
      "participant.joined",
      "participant.joined",
      "message.sent",
      "case.changed",
    ]);
    const { rows } = await database.owner.query<{ count: number }>(
      "select count(distinct transaction_id) from event where stream_id = $1",
      [conversation_id],
    );
    expect(rows[0]?.count).toBe(1);
  });

  test.each([
    ["fr", "Moussa Keïta a accepté votre demande."],
    ["en", "Moussa Keïta has accepted your request."],
  ] as const)(
    "writes the first message in the language of the organization (%s)",
    async (language, text) => {
      const elsewhere = await createOrganization(database, { language });
      const customer = await createMember(database, elsewhere, "customer");
      const worker = await createMember(database, elsewhere, "worker");
      const opened = await openCase(core, customer, panne);
      const { conversation_id } = await acceptCase(core, worker, opened.id);
      const { rows } = await database.owner.query(
        "select number, kind, sender_id, text, system from message where conversation_id = $1",
        [conversation_id],
      );
      expect(rows).toEqual([
        {
          number: 1,
          kind: "system",
          sender_id: worker.id,
          text,
          system: {
            name: "status",
            kind: "request",
            status: "accepted",
            actor_name: "Moussa Keïta",
          },
        },
      ]);
    },
  );

  test("of two at once one wins; the other is told the winner's name", async () => {
    const opened = await open();
    const outcomes = await Promise.allSettled([
      acceptCase(core, moussa, opened.id),
      acceptCase(core, seydou, opened.id),
    ]);
    const [lost] = outcomes.filter((outcome) => outcome.status === "rejected");
    const stored = await getCase(core, claire, opened.id);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(lost?.reason).toMatchObject({
      code: "already_taken",
      details: { values: { name: stored.assignee?.full_name } },
    });
  });

  test("of two at once in two servers one wins", async () => {
    const second = await testCore(database);
    try {
      const opened = await open();
      const outcomes = await Promise.allSettled([
        acceptCase(core, moussa, opened.id),
        acceptCase(second, seydou, opened.id),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    } finally {
      await second.close();
    }
  });

  test("again, by the one who has it, answers alike and journals nothing", async () => {
    const taken = await accepted();
    const before = await journal(taken.conversation_id ?? "");
    expect(await acceptCase(core, moussa, taken.id)).toEqual(taken);
    expect(await journal(taken.conversation_id ?? "")).toEqual(before);
    const onTheWay = await changeStatus(core, moussa, taken.id, { status: "en_route" });
    expect(await acceptCase(core, moussa, taken.id)).toEqual(onTheWay);
  });

  test("right is asked before rule: a customer hears forbidden, whatever the state", async () => {
    const waiting = await open();
    expect(await codeOf(acceptCase(core, awa, waiting.id))).toBe("forbidden");
    const taken = await accepted();
    expect(await codeOf(acceptCase(core, awa, taken.id))).toBe("forbidden");
  });

  test("a cancelled request cannot be accepted", async () => {
    const opened = await open();
    await changeStatus(core, awa, opened.id, { status: "cancelled" });
    expect(await codeOf(acceptCase(core, moussa, opened.id))).toBe("transition_not_allowed");
  });
});

describe("Changing the status", () => {
  test("leads from accepted to completed, each step announced and journaled in both streams", async () => {
    let current = await accepted();
    for (const status of ["en_route", "arrived", "in_progress", "completed"]) {
      const next = await changeStatus(core, moussa, current.id, { status });
      expect(next.status).toBe(status);
      expect(next.revision).toBeGreaterThan(current.revision);
      current = next;
    }
    const types = await journal(current.conversation_id ?? "");
    expect(types.slice(4)).toEqual(
      Array.from({ length: 4 }, () => ["message.sent", "case.changed"]).flat(),
    );
    const { rows } = await database.owner.query<{ text: string }>(
      "select text from message where conversation_id = $1 order by number",
      [current.conversation_id],
    );
    expect(rows.map(({ text }) => text)).toEqual([
      "Moussa Keïta a accepté votre demande.",
      "Moussa Keïta est en route.",
      "Moussa Keïta est sur place.",
      "Moussa Keïta a commencé l’intervention.",
      "Moussa Keïta a terminé l’intervention.",
    ]);
  });

  test("again to what already is answers alike and journals nothing", async () => {
    const taken = await accepted();
    const first = await changeStatus(core, moussa, taken.id, { status: "en_route" });
    const before = await journal(organization);
    expect(await changeStatus(core, moussa, taken.id, { status: "en_route" })).toEqual(first);
    expect(await journal(organization)).toEqual(before);
  });

  test("the same step many times at once is one step", async () => {
    const taken = await accepted();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => changeStatus(core, moussa, taken.id, { status: "en_route" })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await journal(taken.conversation_id ?? "")).toHaveLength(6);
  });

  test("to accepted is accepting, with the same winner", async () => {
    const opened = await open();
    const taken = await changeStatus(core, moussa, opened.id, { status: "accepted" });
    expect(taken.conversation_id).not.toBeNull();
    const late = await refusalOf(changeStatus(core, seydou, opened.id, { status: "accepted" }));
    expect(late).toMatchObject({
      code: "already_taken",
      details: { values: { name: "Moussa Keïta" } },
    });
    expect(await changeStatus(core, moussa, opened.id, { status: "accepted" })).toEqual(taken);
  });

  test("keeps the note in the journal", async () => {
    const taken = await accepted();
    const next = await changeStatus(core, moussa, taken.id, {
      status: "en_route",
      note: " Vingt minutes ",
    });
    const { rows } = await database.owner.query(
      "select data->'change' as change from event where stream_id = $1 and seq = $2",
      [organization, next.revision],
    );
    expect(rows).toEqual([{ change: { from: "accepted", to: "en_route", note: "Vingt minutes" } }]);
  });

  test("a note with a forbidden character is refused by name", async () => {
    const taken = await accepted();
    const refusal = await refusalOf(
      changeStatus(core, moussa, taken.id, { status: "en_route", note: "\u0000" }),
    );
    expect(refusal.code).toBe("text_forbidden_character");
    expect(Object.keys(refusal.details.fields ?? {})).toEqual(["note"]);
  });

  test("to an unknown status is refused by name", async () => {
    const taken = await accepted();
    const refusal = await refusalOf(changeStatus(core, moussa, taken.id, { status: "flying" }));
    expect(refusal.code).toBe("invalid_body");
    expect(Object.keys(refusal.details.fields ?? {})).toEqual(["status"]);
  });

  test("that ends closes the conversation: read, not written to", async () => {
    const taken = await accepted();
    await changeStatus(core, moussa, taken.id, { status: "cancelled" });
    const { rows } = await database.owner.query<{ closed_at: Date | null }>(
      "select closed_at from conversation where id = $1",
      [taken.conversation_id],
    );
    expect(rows[0]?.closed_at).toBeInstanceOf(Date);
  });

  const statuses = ["pending", "accepted", "en_route", "arrived", "in_progress", "completed"];
  /** What each may reach from each status; everything else is refused. */
  const steps = {
    customer: { pending: ["cancelled"], accepted: ["cancelled"] },
    assignee: {
      accepted: ["en_route", "cancelled"],
      en_route: ["arrived", "cancelled"],
      arrived: ["in_progress", "cancelled"],
      in_progress: ["completed", "cancelled"],
    },
    admin: {
      pending: ["cancelled"],
      accepted: ["en_route", "cancelled"],
      en_route: ["arrived", "cancelled"],
      arrived: ["in_progress", "cancelled"],
      in_progress: ["completed", "cancelled"],
    },
    "another worker": { pending: ["accepted"] },
  } satisfies Record<string, Record<string, string[]>>;
  type Somebody = keyof typeof steps;
  const people = (): Record<Somebody, Actor> => ({
    customer: awa,
    assignee: moussa,
    admin: claire,
    "another worker": seydou,
  });

  /** A request in this status: accepted as usual, then moved as its row. */
  async function standing(status: string): Promise<string> {
    if (status === "pending") return (await open()).id;
    const { id } = await accepted();
    await database.owner.query("update service_case set status = $2 where id = $1", [id, status]);
    return id;
  }

  function expected(who: Somebody, from: string, to: string): string {
    // Nobody is the assignee of a request that waits: Moussa is one of the workers then.
    if (who === "assignee" && from === "pending") return expected("another worker", from, to);
    const reached: Record<string, string[]> = steps[who];
    if (reached[from]?.includes(to)) return to;
    switch (who) {
      case "customer":
        // Cancelling is a customer's right, but a request that has ended has no step for anybody.
        return to === "cancelled" && from === "completed" ? "transition_not_allowed" : "forbidden";
      case "another worker":
        return to === "accepted" ? "already_taken" : "forbidden";
      case "assignee":
        return to === from ? to : "transition_not_allowed";
      case "admin":
        if (to === "accepted") return "forbidden";
        return to === from ? to : "transition_not_allowed";
    }
  }

  const table = (Object.keys(steps) as Somebody[]).flatMap((who) =>
    statuses.map((from) => ({ who, from })),
  );
  test.each(table)(
    "the $who may from $from what the table says, and hears why not",
    async ({ who, from }) => {
      const id = await standing(from);
      for (const to of [...statuses, "cancelled"]) {
        const wanted = expected(who, from, to);
        const subject = wanted === to && to !== from ? await standing(from) : id;
        const outcome = await changeStatus(core, people()[who], subject, { status: to }).then(
          ({ status }) => status,
          (error: { code: string }) => error.code,
        );
        expect([to, outcome]).toEqual([to, wanted]);
        const stored = await getCase(core, claire, subject);
        expect(stored.status).toBe(wanted === to ? to : from);
      }
    },
  );
});
