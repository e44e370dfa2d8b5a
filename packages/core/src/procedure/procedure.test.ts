import { fold, type ProcedureContent, type StepResult } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { fileAddresses } from "../file/file-addresses.ts";
import { confirmStep } from "../guidance/confirm.ts";
import { endGuidance } from "../guidance/end.ts";
import { listGuidance } from "../guidance/list-sessions.ts";
import { startGuidance } from "../guidance/start.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  createMember,
  files as sampleFiles,
  memoryFiles,
  readyFile,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { eraseUnkept } from "./erase-unkept.ts";
import { addProcedurePicture, procedurePictures } from "./pictures.ts";
import { getProcedure, listProcedures, listVersions } from "./read-procedures.ts";
import { getRun } from "./read-run.ts";
import { saveSession } from "./save-session.ts";
import { archiveProcedure, createProcedure, editProcedure } from "./write-procedure.ts";

let database: TestDatabase;
let core: Core;
let stored: ReadonlyMap<string, Uint8Array>;
let now = new Date();
/** Where a case was solved, and another of the same organization. */
let room: Conversation;
let office: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  const files = memoryFiles();
  stored = files.objects;
  core = await testCore(database, { files: files.means, now: () => now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  now = new Date();
  room = await createConversation(core, database);
  office = await createMember(database, room.organization_id, "agent");
});

const step = (id: string, text: string) => ({ id, text, pictures: [], if_failed: null });
const tyre: ProcedureContent = {
  title: "Pneu à plat",
  description: "Roue de secours à bord",
  variables: [
    { name: "bar", label: "Pression voulue", kind: "number", options: [] },
    { name: "roue", label: "Quelle roue ?", kind: "choice", options: ["Avant", "Arrière"] },
  ],
  steps: [
    {
      ...step("cric", "Placez le cric à côté de la roue : {{roue}}"),
      if_failed: { steps: [step("planche", "Posez-le sur une planche")], after: "again" },
    },
    step("gonfler", "Gonflez à {{bar}} bar"),
  ],
};
const values = { bar: "2,4", roue: "Avant" };

const { photo } = sampleFiles;
const here = () => ({ conversation_id: room.id });
const state = (actor: Actor = room.customer) => openConversation(core, actor, room.id);
const answer = async (result: StepResult) => {
  const step_id = (await state()).guidance?.steps.at(-1)?.id ?? "";
  await confirmStep(core, room.customer, { ...here(), step_id, result });
};
const say = (text: string, more: Partial<Parameters<typeof sendMessage>[2]> = {}) =>
  sendMessage(core, room.worker, { ...here(), text, client_id: newId(), ...more });
const end = (solved = true) => endGuidance(core, room.worker, { ...here(), solved });
const picture = (name = "cosse.jpg") =>
  photo().then((bytes) => addProcedurePicture(core, office, { name, bytes }));

/** A session with a picture, a failure, and what helped. */
async function session(): Promise<string> {
  const { id } = await startGuidance(core, room.worker, here());
  await say("Ouvrez le capot", {
    attachments: [await readyFile(core, room.worker, room.id, await photo())],
  });
  await answer("failed");
  await say("Tirez plus fort");
  await answer("done");
  await end();
  return id;
}
const save = (session_id: string, actor = room.worker, title = "Capot bloqué") =>
  saveSession(core, actor, { ...here(), session_id, title });

describe("N26.1: a session that has ended is saved as a procedure", () => {
  test("N26.1: by whoever did the work, with its pictures and what comes after a failure", async () => {
    const saved = await save(await session());
    expect(saved).toMatchObject({
      title: "Capot bloqué",
      version: 1,
      written_by: { id: room.worker.id },
      steps: [
        {
          text: "Ouvrez le capot",
          pictures: [{ type: "image/jpeg" }],
          if_failed: { steps: [{ text: "Tirez plus fort" }], after: "next" },
        },
      ],
    });
    const [shown] = saved.steps[0]?.pictures ?? [];
    const [address] = await procedurePictures(core, room.worker, [shown?.id ?? "", newId()]);
    expect(address).toMatchObject({ id: shown?.id });
    expect(stored.has(`${room.organization_id}/${shown?.id}/whole`)).toBe(true);
  });

  test("N26.1: twice, at once, is one procedure", async () => {
    const id = await session();
    const saved = await Promise.all([save(id), save(id, room.worker, "Autrement"), save(id)]);
    expect(new Set(saved.map((one) => one.id)).size).toBe(1);
    expect((await save(id)).id).toBe(saved[0]?.id);
  });

  test("N26.1: not while it is under way, not without a step, not without a title", async () => {
    const { id } = await startGuidance(core, room.worker, here());
    expect(await codeOf(save(id))).toBe("guidance_unfinished");
    await end();
    expect(await codeOf(save(id))).toBe("guidance_empty");
    expect(await codeOf(save(newId()))).toBe("not_found");
    const refusal = await refusalOf(save(await session(), room.worker, "  "));
    expect(refusal.code).toBe("invalid_body");
    expect(Object.keys(refusal.details.fields ?? {})).toEqual(["title"]);
    expect(await listProcedures(core, office)).toEqual([]);
  });
});

describe("N26.2: a procedure is written, in versions", () => {
  test("N26.2: the office writes; each change is a version, and the old ones stay", async () => {
    const first = await createProcedure(core, office, tyre);
    const next = { ...tyre, title: "Roue à plat", version: 1 };
    const second = await editProcedure(core, office, first.id, next);
    expect(second).toMatchObject({ version: 2, newest: 2, title: "Roue à plat" });
    expect(await getProcedure(core, room.worker, first.id, 1)).toMatchObject({
      title: "Pneu à plat",
      newest: 2,
    });
    const versions = await listVersions(core, room.worker, first.id);
    expect(versions.map(({ version, steps }) => [version, steps])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    expect(await codeOf(editProcedure(core, office, first.id, next))).toBe("procedure_changed");
  });

  test("N26.2: of two who change it at once one is told", async () => {
    const { id } = await createProcedure(core, office, tyre);
    const write = () => editProcedure(core, office, id, { ...tyre, version: 1 });
    const met = await Promise.allSettled([write(), write()]);
    expect(met.flatMap((one) => (one.status === "rejected" ? one.reason : []))).toMatchObject([
      { code: "procedure_changed" },
    ]);
  });

  const wrong: [what: string, field: string, change: Partial<ProcedureContent>][] = [
    ["no title", "title", { title: " " }],
    ["a step without words or pictures", "steps.0.text", { steps: [step("a", " ")] }],
    ["two steps of one id", "steps.1.id", { steps: [step("a", "x"), step("a", "y")] }],
    ["a variable that nobody declared", "steps.0.text", { steps: [step("a", "Tapez {{code}}")] }],
    [
      "a choice of one",
      "variables.0.options",
      {
        variables: [{ name: "a", label: "A", kind: "choice", options: ["x"] }],
        steps: [step("a", "x")],
      },
    ],
    [
      "two variables of one name",
      "variables.1.name",
      {
        variables: ["A", "B"].map((label) => ({
          name: "a",
          label,
          kind: "text" as const,
          options: [],
        })),
        steps: [step("a", "x")],
      },
    ],
    [
      "a picture that is not there",
      "steps",
      { steps: [{ ...step("a", ""), pictures: ["0197aaaa-0000-7000-8000-000000000001"] }] },
    ],
  ];
  test.each(wrong)(
    "N26.2: with %s it is refused, and the field is named",
    async (_, field, change) => {
      const content = { ...tyre, variables: [], steps: [step("a", "x")], ...change };
      const refusal = await refusalOf(createProcedure(core, office, content));
      expect(refusal.code).toBe("invalid_body");
      expect(Object.keys(refusal.details.fields ?? {})).toEqual([field]);
      expect(await listProcedures(core, office)).toEqual([]);
    },
  );

  test("N26.2: archived ones are out of use until they are brought back", async () => {
    const { id } = await createProcedure(core, office, tyre);
    await archiveProcedure(core, office, id, { archived: true });
    expect(await listProcedures(core, office)).toEqual([]);
    expect(await listProcedures(core, office, true)).toMatchObject([
      { id, steps: 2, variables: 2 },
    ]);
    const by = { ...here(), procedure: { id, values } };
    expect(await codeOf(startGuidance(core, room.worker, by))).toBe("procedure_archived");
    await archiveProcedure(core, office, id, { archived: false });
    await startGuidance(core, room.worker, by);
    expect(await listProcedures(core, office)).toMatchObject([{ id, runs: 1 }]);
  });

  test("N26.2: a picture is looked at, and erased after a day unless a version shows it", async () => {
    const kept = await picture();
    const unkept = await picture("autre.jpg");
    const pictured = { ...step("a", ""), pictures: [kept.id] };
    await createProcedure(core, office, { ...tyre, steps: [pictured] });
    const text = { name: "a.png", bytes: Buffer.from("pas une image") };
    expect(await codeOf(addProcedurePicture(core, office, text))).toBe("file_type_refused");
    now = new Date(now.getTime() + 25 * 3_600_000);
    await eraseUnkept(core);
    const left = [...stored.keys()].filter((key) => key.startsWith(room.organization_id));
    expect(left.some((key) => key.includes(kept.id))).toBe(true);
    expect(left.some((key) => key.includes(unkept.id))).toBe(false);
  });
});

describe("N26.3: a guidance begins by a procedure", () => {
  const begin = async (given: Record<string, string> = values) => {
    const procedure = await createProcedure(core, office, tyre);
    const by = { ...here(), procedure: { id: procedure.id, values: given } };
    return { procedure, guidance: await startGuidance(core, room.worker, by) };
  };

  test("N26.3: everybody sees how many steps it has; the rest is for those who guide", async () => {
    const { procedure, guidance } = await begin();
    expect(guidance.total).toBe(2);
    expect((await state()).guidance).toMatchObject({ total: 2 });
    const run = await getRun(core, room.worker, room.id, guidance.id);
    expect(run).toMatchObject({ procedure: { id: procedure.id, version: 1 }, values });
    expect(await codeOf(getRun(core, room.customer, room.id, guidance.id))).toBe("forbidden");
    const seen = JSON.stringify([
      await state(),
      await listEvents(core, room.customer, room.id, 0),
      await listGuidance(core, room.customer, room.id),
    ]);
    expect(seen).not.toContain(procedure.id);
    expect(seen).not.toContain("Pneu à plat");
    expect(await listGuidance(core, room.worker, room.id)).toMatchObject([
      { procedure: { id: procedure.id, version: 1, title: "Pneu à plat" } },
    ]);
  });

  test.each([
    ["nothing", {}, ["procedure.values.bar", "procedure.values.roue"]],
    ["a word for a number", { ...values, bar: "beaucoup" }, ["procedure.values.bar"]],
    ["what is no choice", { ...values, roue: "Secours" }, ["procedure.values.roue"]],
    ["what was not asked", { ...values, plaque: "AB" }, ["procedure.values.plaque"]],
    ["a name of every object", { ...values, constructor: "x" }, ["procedure.values.constructor"]],
  ])("N26.3: answered with %s, it is refused and nothing begins", async (_, given, fields) => {
    const refusal = await refusalOf(begin(given));
    expect(refusal.code).toBe("invalid_body");
    expect(Object.keys(refusal.details.fields ?? {}).toSorted()).toEqual(fields);
    expect((await state()).guidance).toBeNull();
  });

  test("N26.3: a session keeps the version that it began with", async () => {
    const { procedure, guidance } = await begin();
    const steps = [step("autre", "Autre chose")];
    await editProcedure(core, office, procedure.id, { ...tyre, steps, version: 1 });
    expect(await getRun(core, room.worker, room.id, guidance.id)).toMatchObject({
      procedure: { version: 1, newest: 2, steps: [{ id: "cric" }, { id: "gonfler" }] },
    });
    const planned = { procedure_id: procedure.id, version: 1, step: "gonfler" };
    await say("Gonflez à 2,4 bar", { planned });
    expect((await state()).guidance?.steps).toMatchObject([
      { planned: { step: "gonfler", place: 2 } },
    ]);
    await answer("done");
    // What another version says is the guide's own word here.
    await say("Autre chose", { planned: { ...planned, version: 2, step: "autre" } });
    expect((await state()).guidance?.steps.at(-1)).not.toHaveProperty("planned");
  });

  test("N26.4: the guide departs from it at any step, and comes back", async () => {
    const { procedure } = await begin();
    const planned = (named: string) => ({
      planned: { procedure_id: procedure.id, version: 1, step: named },
    });
    const early = await state(room.worker);
    await say("Gonflez à 2,4 bar", planned("gonfler"));
    await answer("done");
    await say("Attendez une minute");
    await answer("done");
    await say("Placez le cric autrement", planned("cric"));
    await answer("failed");
    await say("Posez-le sur une planche", planned("planche"));
    const late = await state(room.worker);
    expect(late.guidance?.steps.map((one) => one.planned?.place)).toEqual([2, undefined, 1, 1]);
    expect(late.guidance?.steps[2]?.text).toBe("Placez le cric autrement");
    // P4: and who looked before sees the same.
    const { events } = await listEvents(core, room.worker, room.id, early.seq);
    expect(fold(early, events)).toEqual(late);
    const { messages } = JSON.parse(await readHistory(core, room.worker, room.id)) as {
      messages: { kind: string; step?: { planned?: unknown } }[];
    };
    expect(messages.at(-1)?.step?.planned).toEqual({ step: "planche", place: 1 });
  });

  test("N26.5 P2: what a step shows comes with it, once, however often it is sent", async () => {
    const shown = await picture();
    const steps = [{ ...step("a", ""), pictures: [shown.id] }];
    const { id } = await createProcedure(core, office, { ...tyre, variables: [], steps });
    await startGuidance(core, room.worker, { ...here(), procedure: { id, values: {} } });
    const planned = { procedure_id: id, version: 1, step: "a" };
    const client_id = newId();
    const [first, second] = await Promise.all([
      say("", { planned, client_id }),
      say("", { planned, client_id }),
    ]);
    expect(second).toEqual(first);
    expect(await say("", { planned, client_id })).toEqual(first);
    const [given] = (await state()).guidance?.steps ?? [];
    expect(given?.attachments).toHaveLength(1);
    const [file] = given?.attachments ?? [];
    // A copy of its own: the customer's conversation holds it, and nothing of the procedure.
    expect(file?.id).not.toBe(shown.id);
    expect(await fileAddresses(core, room.customer, room.id, [file?.id ?? ""])).toHaveLength(1);
    expect(await fileAddresses(core, room.customer, room.id, [shown.id])).toHaveLength(0);
  });

  test("N26.5: outside a guidance it is a message with the pictures", async () => {
    const shown = await picture();
    const steps = [{ ...step("a", "Voyez"), pictures: [shown.id] }];
    const { id } = await createProcedure(core, office, { ...tyre, variables: [], steps });
    await say("Voyez", { planned: { procedure_id: id, version: 1, step: "a" } });
    expect((await state()).messages.at(-1)).toMatchObject({
      kind: "text",
      attachments: [{ name: "cosse.jpg" }],
    });
    const unknown = { procedure_id: id, version: 1, step: "z" };
    expect(await codeOf(say("Voyez", { planned: unknown }))).toBe("step_not_found");
  });
});

describe("N26.6 P5: who may", () => {
  test("N26.6: whoever does the work reads, starts and saves; only the office writes", async () => {
    const { id } = await createProcedure(core, office, tyre);
    const worker = room.worker;
    expect(await listProcedures(core, worker)).toHaveLength(1);
    const bytes = await photo();
    for (const attempt of [
      createProcedure(core, worker, tyre),
      editProcedure(core, worker, id, { ...tyre, version: 1 }),
      archiveProcedure(core, worker, id, { archived: true }),
      addProcedurePicture(core, worker, { name: "a.png", bytes }),
    ]) {
      expect(await codeOf(attempt)).toBe("forbidden");
    }
    for (const role of ["manager", "admin"] as const) {
      const other = await createMember(database, room.organization_id, role);
      await createProcedure(core, other, { ...tyre, title: role });
    }
  });

  test("N26.6 P5: a customer or a guest reads and does nothing with them", async () => {
    const { id } = await createProcedure(core, office, tyre);
    const ended = await session();
    const guest: Actor = { ...room.customer, guest: { conversation_id: room.id } };
    const planned = { procedure_id: id, version: 1, step: "gonfler" };
    for (const actor of [room.customer, guest]) {
      for (const attempt of [
        () => listProcedures(core, actor),
        () => listProcedures(core, actor, true),
        () => getProcedure(core, actor, id),
        () => listVersions(core, actor, id),
        () => getRun(core, actor, room.id, ended),
        () => procedurePictures(core, actor, [newId()]),
        () => createProcedure(core, actor, tyre),
        () => editProcedure(core, actor, id, { ...tyre, version: 1 }),
        () => archiveProcedure(core, actor, id, { archived: true }),
        () => save(ended, actor),
        () => startGuidance(core, actor, { ...here(), procedure: { id, values } }),
        () => sendMessage(core, actor, { ...here(), text: "x", client_id: newId(), planned }),
      ]) {
        expect(await codeOf(attempt())).toBe("forbidden");
      }
    }
    expect((await getProcedure(core, office, id)).version).toBe(1);
  });

  test("N26.6 P5: for another organization there is nothing", async () => {
    const { id } = await createProcedure(core, office, tyre);
    const shown = await picture();
    const ended = await session();
    const outside = await createConversation(core, database);
    const oscar = await createMember(database, outside.organization_id, "admin");
    expect(await listProcedures(core, oscar)).toEqual([]);
    expect(await procedurePictures(core, oscar, [shown.id])).toEqual([]);
    const planned = { procedure_id: id, version: 1, step: "gonfler" };
    const their = { conversation_id: outside.id };
    for (const attempt of [
      () => getProcedure(core, oscar, id),
      () => listVersions(core, oscar, id),
      () => editProcedure(core, oscar, id, { ...tyre, version: 1 }),
      () => archiveProcedure(core, oscar, id, { archived: true }),
      () => getRun(core, oscar, room.id, ended),
      () => getRun(core, outside.worker, outside.id, ended),
      () => save(ended, oscar),
      () => saveSession(core, outside.worker, { ...their, session_id: ended, title: "x" }),
      () => startGuidance(core, outside.worker, { ...their, procedure: { id, values } }),
      () => sendMessage(core, outside.worker, { ...their, text: "x", client_id: newId(), planned }),
    ]) {
      expect(await codeOf(attempt())).toBe("not_found");
    }
    const theirs = { ...tyre, steps: [{ ...step("a", ""), pictures: [shown.id] }] };
    expect(await codeOf(createProcedure(core, oscar, theirs))).toBe("invalid_body");
  });

  test("N26.6 P5: a stranger of the same organization saves nothing of a conversation", async () => {
    const ended = await session();
    const stranger = await createMember(database, room.organization_id, "worker");
    expect(await codeOf(save(ended, stranger))).toBe("forbidden");
    expect(await codeOf(getRun(core, stranger, room.id, ended))).toBe("forbidden");
  });
});
