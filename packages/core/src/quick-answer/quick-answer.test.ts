import type { ConversationEvent, QuickAnswer, Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { getCase } from "../case/get-case.ts";
import { listEvents } from "../conversation/list-events.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { resetQuickAnswers, setQuickAnswers } from "./edit-answers.ts";
import { listKinds, readQuickAnswers } from "./read-answers.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;
let outsider: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
  const elsewhere = await createConversation(core, database);
  outsider = await createMember(database, elsewhere.organization_id, "admin");
});

const answer: QuickAnswer = {
  id: "on_my_way",
  text: { fr: "J’arrive", en: "On my way" },
  statuses: ["accepted"],
  roles: ["worker"],
  step: "en_route",
};

const tap = (actor: Actor, quick_answer: string, client_id = newId()) =>
  sendMessage(core, actor, {
    conversation_id: room.id,
    text: "Je pars",
    client_id,
    quick_answer,
  });

async function events(): Promise<ConversationEvent[]> {
  return (await listEvents(core, claire, room.id, 0)).events;
}

const status = async () => (await getCase(core, room.worker, room.case.id)).status;

describe("One-tap answers", () => {
  test("N16.1 are the kind's until an admin writes the organization's own, and again when reset", async () => {
    const usual = await readQuickAnswers(core, room.worker, "request");
    expect(usual.edited).toBe(false);
    expect(usual.answers.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["leaving", "five_minutes", "arrived"]),
    );
    const written = await setQuickAnswers(core, claire, "request", [answer]);
    expect(written).toEqual({ answers: [answer], edited: true });
    expect(await readQuickAnswers(core, room.customer, "request")).toEqual(written);
    const kinds = await listKinds(core, room.customer);
    expect(kinds.find(({ name }) => name === "request")?.quick_answers).toEqual([answer]);
    await setQuickAnswers(core, claire, "request", []);
    expect((await readQuickAnswers(core, room.worker, "request")).answers).toEqual([]);
    expect(await resetQuickAnswers(core, claire, "request")).toEqual(usual);
  });

  test("N16.1 of one organization are not those of another", async () => {
    await setQuickAnswers(core, claire, "request", [answer]);
    const elsewhere = await readQuickAnswers(core, outsider, "request");
    expect(elsewhere.edited).toBe(false);
    await resetQuickAnswers(core, outsider, "request");
    expect((await readQuickAnswers(core, claire, "request")).edited).toBe(true);
  });

  test.for<Role>(["customer", "worker", "agent", "manager"])(
    "N16.1 are not a %s’s to write",
    async (role) => {
      const person = await createMember(database, room.organization_id, role);
      const set = setQuickAnswers(core, person, "request", [answer]);
      expect(await codeOf(set)).toBe("forbidden");
      expect(await codeOf(resetQuickAnswers(core, person, "request"))).toBe("forbidden");
      expect((await readQuickAnswers(core, person, "request")).edited).toBe(false);
    },
  );

  test("of a kind that does not exist, or is not served here, are not found", async () => {
    for (const name of ["wedding", ""]) {
      expect(await codeOf(readQuickAnswers(core, claire, name))).toBe("not_found");
      expect(await codeOf(setQuickAnswers(core, claire, name, []))).toBe("not_found");
      expect(await codeOf(resetQuickAnswers(core, claire, name))).toBe("not_found");
    }
  });

  const wrong: [what: string, field: string, answers: QuickAnswer[]][] = [
    ["two of one id", "answers.1.id", [answer, answer]],
    ["no English", "answers.0.text.en", [{ ...answer, text: { fr: "Oui", en: " " } }]],
    [
      "a text for a page",
      "answers.0.text.fr",
      [{ ...answer, text: { fr: "é".repeat(121), en: "Yes" } }],
    ],
    [
      "an override of direction",
      "answers.0.text.fr",
      [{ ...answer, text: { fr: "\u202eOui", en: "Yes" } }],
    ],
    ["a status that does not exist", "answers.0.statuses", [{ ...answer, statuses: ["asleep"] }]],
    ["a step from elsewhere", "answers.0.step", [{ ...answer, step: "completed" }]],
  ];
  test.for(wrong)(
    "N16.2 with %s are refused, and the field is named",
    async ([, field, answers]) => {
      const refusal = await refusalOf(setQuickAnswers(core, claire, "request", answers));
      expect(refusal.code).toBe("invalid_body");
      expect(Object.keys(refusal.details.fields ?? {})).toContain(field);
      expect((await readQuickAnswers(core, claire, "request")).edited).toBe(false);
    },
  );

  test("N16.3 leave their id in the journal, until the message is deleted", async () => {
    const sent = await tap(room.worker, "delayed");
    const event = async () => (await events()).find(({ seq }) => seq === sent.seq);
    expect(await event()).toMatchObject({ data: { text: "Je pars", quick_answer: "delayed" } });
    await deleteMessage(core, room.worker, { conversation_id: room.id, number: sent.number });
    expect(await event()).toMatchObject({ data: { text: "" } });
    expect(JSON.stringify(await event())).not.toContain("delayed");
  });

  test("N16.4 take the step that they carry, once", async () => {
    const client_id = newId();
    const sent = await tap(room.worker, "leaving", client_id);
    expect(await status()).toBe("en_route");
    expect(await tap(room.worker, "leaving", client_id)).toEqual(sent);
    const after = (await events()).filter(({ seq }) => seq > sent.seq);
    expect(after.filter(({ type }) => type === "case.changed")).toHaveLength(1);
  });

  test("N16.4 take no step that the table, the right or the role does not allow; the message stands", async () => {
    for (const [actor, id] of [
      [room.worker, "arrived"],
      [room.customer, "leaving"],
      [room.worker, "never_heard_of"],
    ] as const) {
      expect((await tap(actor, id)).number).toBeGreaterThan(0);
      expect(await status()).toBe("accepted");
    }
    await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
    await tap(room.worker, "leaving");
    expect(await status()).toBe("en_route");
  });

  test("N16.4 take the step that the organization gave them", async () => {
    await setQuickAnswers(core, claire, "request", [answer]);
    await tap(room.worker, "leaving");
    expect(await status()).toBe("accepted");
    await tap(room.worker, "on_my_way");
    expect(await status()).toBe("en_route");
  });
});
