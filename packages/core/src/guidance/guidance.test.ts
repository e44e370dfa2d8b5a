import { fold, limits, type HistoryPage, type StepResult } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { searchIndex } from "../search/search-index.ts";
import { searchMessages } from "../search/search-messages.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  createMember,
  memoryFiles,
  readyFile,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { confirmStep } from "./confirm.ts";
import { endGuidance } from "./end.ts";
import { instruct } from "./instruct.ts";
import { leaveGuidance } from "./leave.ts";
import { listGuidance } from "./list-sessions.ts";
import { proveStep } from "./prove.ts";
import { startGuidance } from "./start.ts";

let database: TestDatabase;
let core: Core;
/** A second server that hears nothing of the first: what it remembers is old. */
let deaf: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  const files = memoryFiles().means;
  core = await testCore(database, { files });
  deaf = await testCore(database, { files });
}, 60_000);

afterAll(async () => {
  await core.close();
  await deaf.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

const here = () => ({ conversation_id: room.id });
const start = (actor = room.worker, on = core) => startGuidance(on, actor, here());
const say = (actor: Actor, text = "Ouvrez le capot", on = core) =>
  sendMessage(on, actor, { ...here(), text, client_id: newId() });
const state = (actor: Actor = room.customer, on = core) => openConversation(on, actor, room.id);
const newest = async () => {
  const step = (await state()).guidance?.steps.at(-1);
  if (step === undefined) throw new Error("no step was given");
  return step;
};
const answer = async (result: StepResult, actor = room.customer, step_id?: string) =>
  confirmStep(core, actor, { ...here(), step_id: step_id ?? (await newest()).id, result });
const end = (solved = false, actor = room.worker) =>
  endGuidance(core, actor, { ...here(), solved });

async function join(role: "worker" | "customer"): Promise<Actor> {
  const person = await createMember(database, room.organization_id, role);
  await database.owner.query(
    `insert into participant (conversation_id, member_id, organization_id, joined_at)
     values ($1, $2, $3, now())`,
    [room.id, person.id, room.organization_id],
  );
  core.rosters.forget([room.id]);
  deaf.rosters.forget([room.id]);
  return person;
}

describe("N21.1: a guidance begins", () => {
  test("N21.1: once, however many begin at once, on however many servers", async () => {
    const second = await join("worker");
    const outcomes = await Promise.allSettled([
      start(),
      start(second),
      start(room.worker, deaf),
      start(second, deaf),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await codeOf(start())).toBe("guidance_active");
    expect((await state()).guidance).toMatchObject({
      number: 1,
      guided: { id: room.customer.id },
      steps: [],
    });
  });

  test("N21.1: not by the customer, a stranger, or whoever takes no part", async () => {
    expect(await codeOf(start(room.customer))).toBe("forbidden");
    for (const role of ["worker", "admin"] as const) {
      const stranger = await createMember(database, room.organization_id, role);
      expect(await codeOf(start(stranger))).toBe("forbidden");
    }
  });

  test("N21.1: not where the case has ended, nor where nobody is to be guided", async () => {
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    expect(await codeOf(start())).toBe("conversation_closed");
    const other = await createConversation(core, database);
    await database.owner.query(
      "delete from participant where conversation_id = $1 and member_id = $2",
      [other.id, other.customer.id],
    );
    core.rosters.forget([other.id]);
    expect(await codeOf(startGuidance(core, other.worker, { conversation_id: other.id }))).toBe(
      "nobody_to_guide",
    );
  });
});

describe("N21.2: what those who do the work write is the next instruction", () => {
  test("N21.2: by sending as always; before and after it is a message as always", async () => {
    await say(room.worker, "Bonjour");
    await start();
    const { number } = await say(room.worker);
    const step = await newest();
    expect(step).toMatchObject({ number: 1, message: number, text: "Ouvrez le capot" });
    await end();
    await say(room.worker, "À bientôt");
    const { messages } = JSON.parse(await readHistory(core, room.customer, room.id)) as HistoryPage;
    const spoken = messages.filter(({ kind }) => kind !== "system");
    expect(spoken.map(({ kind }) => kind)).toEqual(["text", "instruction", "text"]);
    const { id, session_id } = step;
    expect(spoken[1]?.step).toMatchObject({ id, session_id, number: 1, result: null });
    expect(spoken[1]?.step?.closed_at).not.toBeNull();
  });

  test("N21.2: also through a server that has not heard of it", async () => {
    await say(room.worker, "Bonjour", deaf);
    await start();
    await say(room.worker, "Ouvrez le capot", deaf);
    expect((await newest()).text).toBe("Ouvrez le capot");
    await answer("done");
    await end();
    // That one believes that it goes on.
    await say(room.worker, "Au revoir", deaf);
    await say(room.customer, "Merci", deaf);
    expect((await state()).messages.slice(-2).map(({ kind }) => kind)).toEqual(["text", "text"]);
  });

  test("N21.2: of two technicians alike, and of files", async () => {
    const second = await join("worker");
    await start();
    await say(second, "Ouvrez le capot");
    await answer("done");
    await sendMessage(core, room.worker, {
      ...here(),
      text: "",
      client_id: newId(),
      attachments: [await readyFile(core, room.worker, room.id)],
    });
    expect(await newest()).toMatchObject({ number: 2, attachments: [{ name: "devis.pdf" }] });
  });

  test("N21.2: numbers go on over the sessions", async () => {
    for (const session of [1, 2, 3]) {
      expect((await start()).number).toBe(session);
      await say(room.worker);
      await answer(session === 2 ? "failed" : "done");
      await say(room.worker);
      await end();
    }
    const records = await listGuidance(core, room.customer, room.id);
    expect(records.map(({ steps }) => steps.map(({ number }) => number))).toEqual([
      [5, 6],
      [3, 4],
      [1, 2],
    ]);
  });

  test("N21.2 P2: a resend is the same instruction", async () => {
    await start();
    const message = { ...here(), text: "Ouvrez le capot", client_id: newId() };
    const sent = await Promise.all([
      sendMessage(core, room.worker, message),
      sendMessage(core, room.worker, message),
      sendMessage(deaf, room.worker, message),
    ]);
    expect(new Set(sent.map(({ number }) => number)).size).toBe(1);
    expect((await state()).guidance?.steps).toHaveLength(1);
    expect(await codeOf(instruct(core, room.worker, { ...message, text: "Fermez-le" }))).toBe(
      "client_id_reused",
    );
  });

  test("N21.2: `instruct` gives a step or refuses, and is not for the customer", async () => {
    const message = { ...here(), text: "Ouvrez le capot", client_id: null };
    expect(await codeOf(instruct(core, room.worker, message))).toBe("guidance_inactive");
    await start();
    expect(await codeOf(instruct(core, room.customer, message))).toBe("forbidden");
    await instruct(core, room.worker, message);
    expect((await newest()).number).toBe(1);
  });

  test("N21.2: another customer who takes part writes as always", async () => {
    const merchant = await join("customer");
    await start();
    await say(merchant, "Le colis est prêt");
    expect((await state()).messages.at(-1)?.kind).toBe("text");
  });
});

describe("N21.3: the next step comes when this one is closed", () => {
  test("N21.3: not before", async () => {
    await start();
    await say(room.worker);
    expect(await codeOf(say(room.worker))).toBe("step_unanswered");
    await answer("done");
    await say(room.worker);
    await answer("failed");
    await say(room.worker);
    expect((await state()).guidance?.steps.map(({ result }) => result)).toEqual([
      "done",
      "failed",
      null,
    ]);
  });

  test("N21.3: of two instructions at once one is the step", async () => {
    const second = await join("worker");
    await start();
    const outcomes = await Promise.allSettled([
      say(room.worker, "a"),
      say(second, "b", deaf),
      say(room.worker, "c", deaf),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await state()).guidance?.steps).toHaveLength(1);
  });

  test("N21.3: after a call for help the next instruction closes it", async () => {
    await start();
    await say(room.worker);
    await answer("help");
    await say(room.customer, "Où est la manette ?");
    await say(room.worker, "Sous le volant");
    const steps = (await state()).guidance?.steps ?? [];
    expect(steps[0]).toMatchObject({ result: "help", closed_at: expect.any(String) as string });
    expect(steps[1]).toMatchObject({ result: null, closed_at: null });
    expect(await codeOf(say(room.customer))).toBe("guidance_writing");
  });

  test("N21.3: a guidance holds so many steps and no more", async () => {
    const { id } = await start();
    await database.owner.query(
      `insert into guidance_step (id, organization_id, session_id, conversation_id, number, message_number,
         instructed_by, instructed_at, closed_at)
       select gen_random_uuid(), $1, $2, $3, one, 100000 + one, $4, now(), now()
       from generate_series(1, $5::integer) one`,
      [room.organization_id, id, room.id, room.worker.id, limits.guidanceSteps],
    );
    expect(await codeOf(say(room.worker))).toBe("guidance_full");
  });
});

describe("N21.4: the person guided does not write", () => {
  test("N21.4: neither before the first step nor between, nor by rewriting", async () => {
    const { number } = await say(room.customer, "Bonjour");
    await start();
    expect(await codeOf(say(room.customer))).toBe("guidance_writing");
    await say(room.worker);
    expect(await codeOf(say(room.customer))).toBe("guidance_writing");
    expect(await codeOf(say(room.customer, "Alors ?", deaf))).toBe("guidance_writing");
    const edit = () => editMessage(core, room.customer, { ...here(), number, text: "Alors ?" });
    expect(await codeOf(edit())).toBe("guidance_writing");
    await answer("help");
    await say(room.customer, "Je ne trouve pas");
    await edit();
    await answer("done");
    expect(await codeOf(say(room.customer))).toBe("guidance_writing");
    await end();
    await say(room.customer, "Merci");
  });

  test("N21.4: shows how it went, to the step they name or the newest one", async () => {
    await start();
    const send = async () =>
      sendMessage(core, room.customer, {
        ...here(),
        text: "",
        client_id: newId(),
        attachments: [await readyFile(core, room.customer, room.id)],
      });
    expect(await codeOf(send())).toBe("guidance_writing");
    await say(room.worker);
    const first = await newest();
    const proof = {
      ...here(),
      step_id: first.id,
      attachments: [await readyFile(core, room.customer, room.id)],
      client_id: newId(),
    };
    const [one, again] = await Promise.all([
      proveStep(core, room.customer, proof),
      proveStep(deaf, room.customer, proof),
    ]);
    expect(again).toEqual(one);
    await answer("done");
    await say(room.worker);
    const sent = await send();
    expect((await state()).guidance?.steps.map(({ proofs }) => proofs)).toEqual([
      [one.number],
      [sent.number],
    ]);
    await end();
    // What was seen is not lost because it comes late.
    const late = await readyFile(core, room.customer, room.id);
    await proveStep(core, room.customer, { ...proof, attachments: [late], client_id: newId() });
    const [record] = await listGuidance(core, room.worker, room.id);
    expect(record?.steps[0]?.proofs).toHaveLength(2);
  });

  test("N21.4: leaves at any time; nobody else leaves for them", async () => {
    await start();
    expect(await codeOf(leaveGuidance(core, room.worker, here()))).toBe("forbidden");
    await leaveGuidance(core, room.customer, { ...here(), words: "Ça fume" });
    const [record] = await listGuidance(core, room.worker, room.id);
    expect(record).toMatchObject({ ended_because: "left", ended_by: { id: room.customer.id } });
    await leaveGuidance(core, room.customer, { ...here(), session_id: record?.id ?? "" });
    expect(await codeOf(leaveGuidance(core, room.customer, here()))).toBe("guidance_inactive");
    await say(room.customer, "Venez vite");
  });
});

describe("N21.5: only the person guided says how a step went", () => {
  test("N21.5 P5: not the technician, another customer, an admin, another organization", async () => {
    const merchant = await join("customer");
    const stranger = await createMember(database, room.organization_id, "customer");
    const claire = await createMember(database, room.organization_id, "admin");
    const outside = await createConversation(core, database);
    await start();
    await say(room.worker);
    const { id } = await newest();
    const attachments = [newId()];
    for (const actor of [room.worker, merchant, stranger, claire]) {
      for (const result of ["done", "failed", "help"] as const) {
        expect(await codeOf(answer(result, actor, id))).toBe("forbidden");
      }
      expect(await codeOf(leaveGuidance(core, actor, here()))).toBe("forbidden");
    }
    for (const actor of [outside.customer, outside.worker]) {
      expect(await codeOf(answer("done", actor, id))).toBe("not_found");
      const proof = { ...here(), step_id: id, attachments, client_id: null };
      expect(await codeOf(proveStep(core, actor, proof))).toBe("not_found");
    }
    // Nor by way of a conversation of their own.
    const elsewhere = { conversation_id: outside.id, step_id: id, result: "done" } as const;
    expect(await codeOf(confirmStep(core, outside.customer, elsewhere))).toBe("step_not_found");
    expect((await newest()).result).toBeNull();
  });

  test("N21.5: the same answer again is answered alike, whatever happened since", async () => {
    await start();
    await say(room.worker);
    const { id } = await newest();
    const first = await answer("done", room.customer, id);
    expect(await answer("done", room.customer, id)).toEqual(first);
    expect(await codeOf(answer("failed", room.customer, id))).toBe("step_closed");
    expect(await codeOf(answer("help", room.customer, id))).toBe("step_closed");
    await end(true);
    expect(await answer("done", room.customer, id)).toEqual(first);
    const { events } = await listEvents(core, room.customer, room.id, 0);
    expect(events.filter(({ type }) => type === "guidance.answered")).toHaveLength(1);
  });

  test("N21.5 P1: what a second device adds to the same answer is stored or refused, never only acknowledged", async () => {
    await start();
    await say(room.worker);
    const { id } = await newest();
    const device = (
      result: StepResult,
      client_id: string,
      words = "",
      attachments: string[] = [],
    ) =>
      confirmStep(core, room.customer, {
        ...here(),
        step_id: id,
        result,
        client_id,
        words,
        attachments,
      });
    const said = async () => {
      const { messages } = await state();
      return messages.flatMap(({ system }) =>
        system?.name === "guidance" && system.fact !== "started" ? [system.words] : [],
      );
    };
    const help = await device("help", "phone");
    expect((await device("help", "computer")).sent).toEqual(help.sent);
    const explained = await device("help", "computer-too", "Je ne vois pas la cosse");
    expect(explained.sent.number).toBeGreaterThan(help.sent.number);
    expect(await said()).toEqual([null, "Je ne vois pas la cosse"]);
    const done = await device("done", "done-phone", "Débranchée");
    expect((await device("done", "done-computer", "Débranchée")).sent).toEqual(done.sent);
    expect((await device("done", "done-phone", "Débranchée")).sent).toEqual(done.sent);
    const photo = await readyFile(core, room.customer, room.id);
    expect(await codeOf(device("done", "with-words", "Étincelle"))).toBe("step_closed");
    expect(await codeOf(device("done", "with-photo", "", [photo]))).toBe("step_closed");
    expect(await said()).toEqual([null, "Je ne vois pas la cosse", "Débranchée"]);
    // The photo is free: it proves the step by itself.
    await proveStep(core, room.customer, {
      ...here(),
      step_id: id,
      attachments: [photo],
      client_id: "proof",
    });
    expect((await newest()).proofs).toHaveLength(1);
  });

  test("N21.5: help, then done or failed; after the end nothing", async () => {
    await start();
    await say(room.worker);
    const { id } = await newest();
    await answer("help");
    expect(await answer("help")).toMatchObject({ step: { result: "help", closed_at: null } });
    await answer("failed");
    await say(room.worker);
    const open = await newest();
    await end();
    expect(await codeOf(answer("done", room.customer, open.id))).toBe("guidance_ended");
    expect(await codeOf(answer("done", room.customer, id))).toBe("guidance_ended");
    expect(await codeOf(answer("done", room.customer, newId()))).toBe("step_not_found");
  });

  test("N21.5: with words and proof in one go, found again by a search", async () => {
    await start();
    await say(room.worker, "Débranchez la cosse");
    await confirmStep(core, room.customer, {
      ...here(),
      step_id: (await newest()).id,
      result: "done",
      words: " Étincelle bleue ",
      attachments: [await readyFile(core, room.customer, room.id)],
    });
    const step = await newest();
    expect(step.proofs).toHaveLength(1);
    expect((await state()).messages.at(-1)).toMatchObject({
      kind: "system",
      system: { name: "guidance", fact: "done", step: 1, words: "Étincelle bleue" },
    });
    for (const text of ["étincelle", "cosse"]) {
      // What another test is writing in the same PostgreSQL holds the index back until it is written.
      const found = async () => {
        await searchIndex.run(core, room.organization_id);
        return (await searchMessages(core, room.worker, { text, ...here() })).hits.length;
      };
      await expect.poll(found).toBe(1);
    }
    expect(
      await codeOf(
        confirmStep(core, room.customer, {
          ...here(),
          step_id: step.id,
          result: "done",
          words: "x".repeat(limits.guidanceWords + 1),
        }),
      ),
    ).toBe("text_too_long");
  });
});

describe("N21.6: a guidance ends", () => {
  test("N21.6: solved or not, by those who guide; twice is answered alike", async () => {
    expect(await codeOf(end())).toBe("guidance_inactive");
    const { id } = await start();
    expect(await codeOf(end(true, room.customer))).toBe("forbidden");
    await end(true);
    await endGuidance(core, room.worker, { ...here(), session_id: id, solved: false });
    const [record] = await listGuidance(core, room.worker, room.id);
    expect(record).toMatchObject({ ended_because: "solved", ended_by: { id: room.worker.id } });
    expect((await state()).guidance).toBeNull();
  });

  test("N21.6: before the case does, as an event of its own", async () => {
    await start();
    await say(room.worker);
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    const { events } = await listEvents(core, room.worker, room.id, 0);
    const types = events.map(({ type }) => type);
    expect(types.indexOf("guidance.ended")).toBeLessThan(types.lastIndexOf("case.changed"));
    const ended = events.find(({ type }) => type === "guidance.ended");
    expect(ended).toMatchObject({ data: { reason: "closed", step: { result: null } } });
  });

  test("N21.6: a status on the way leaves it alone", async () => {
    await start();
    await changeStatus(core, room.worker, room.case.id, { status: "en_route" });
    expect((await state()).guidance).not.toBeNull();
  });

  test("N21.6: what was instructed stays as it was; an admin may take it out", async () => {
    const claire = await createMember(database, room.organization_id, "admin");
    await start();
    const { number } = await say(room.worker, "Le code est QX-4417");
    const change = { ...here(), number };
    expect(await codeOf(editMessage(core, room.worker, { ...change, text: "4418" }))).toBe(
      "forbidden",
    );
    expect(await codeOf(deleteMessage(core, room.worker, change))).toBe("forbidden");
    await deleteMessage(core, claire, change);
    expect(JSON.stringify(await listGuidance(core, room.worker, room.id))).not.toContain("QX-4417");
    expect(JSON.stringify(await listEvents(core, room.worker, room.id, 0))).not.toContain(
      "QX-4417",
    );
  });
});

test("P4: whoever comes in the middle sees what the others see", async () => {
  await start();
  await say(room.worker);
  const early = await state(room.worker);
  await answer("help");
  await say(room.customer, "Comment ?");
  await say(room.worker, "Comme ceci");
  const late = await state(room.worker, deaf);
  const { events } = await listEvents(core, room.worker, room.id, early.seq);
  expect(fold(early, events)).toEqual(late);
});
