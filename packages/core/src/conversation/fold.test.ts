import {
  type ConversationEvent,
  type ConversationEventType,
  type ConversationState,
  conversationEvent,
  conversationEventTypes,
  conversationState,
  fold,
  limits,
  type ReactionEmoji,
  type StepResult,
} from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { confirmStep } from "../guidance/confirm.ts";
import { endGuidance } from "../guidance/end.ts";
import { leaveGuidance } from "../guidance/leave.ts";
import { proveStep } from "../guidance/prove.ts";
import { startGuidance } from "../guidance/start.ts";
import { newId } from "../ids.ts";
import { change } from "../journal/append.ts";
import { keepPreview } from "../link/keep-preview.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { reactToMessage } from "../message/react-to-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { stopShare } from "../position/end-share.ts";
import { startShare } from "../position/start-share.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import {
  addParticipants,
  type Conversation,
  createConversation,
  createMember,
  memoryFiles,
  readyFile,
  startTestDatabase,
  type TestDatabase,
  testCore,
  voices,
} from "../testing/index.ts";
import { addParticipant } from "./add-participant.ts";
import { listEvents } from "./list-events.ts";
import { openConversation } from "./open-conversation.ts";
import { removeParticipant } from "./remove-participant.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
});

const open = (actor: Actor) => openConversation(core, actor, room.id);
const send = (actor: Actor, text = "Bonjour", reply_to: number | null = null) =>
  sendMessage(core, actor, { conversation_id: room.id, text, client_id: newId(), reply_to });
const edit = (actor: Actor, number: number, text: string) =>
  editMessage(core, actor, { conversation_id: room.id, number, text });
const react = (actor: Actor, number: number, emoji: ReactionEmoji | null) =>
  reactToMessage(core, actor, { conversation_id: room.id, number, emoji });
const read = (actor: Actor, number: number) =>
  advanceReceipt(core, actor, { conversation_id: room.id, read: number });

const previewed = (number: number, link: string) =>
  keepPreview(core, {
    organization_id: room.organization_id,
    conversation_id: room.id,
    number,
    preview: { link, title: "Une page", description: null, site: "Relais", picture: null },
  });

/** An answer that gives way to edits too often is told to come again, as any sender is. */
async function answer(text: string, number: number): Promise<void> {
  const client_id = newId();
  const message = { conversation_id: room.id, text, client_id, reply_to: number };
  for (;;) {
    try {
      await sendMessage(core, room.worker, message);
      return;
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== "busy") throw error;
    }
  }
}

const join = (person: Actor) =>
  change(core, room.organization_id, (change) =>
    addParticipant(core.kinds, change, { ...room, case_kind: room.case.kind }, person, claire.id),
  );

const leave = (person: Actor) =>
  change(core, room.organization_id, (change) =>
    removeParticipant(change, room.organization_id, [room.id], person, claire.id),
  );

const guide = () => startGuidance(core, room.worker, { conversation_id: room.id });

async function newestStep(): Promise<string> {
  const step = (await open(room.customer)).guidance?.steps.at(-1);
  if (step === undefined) throw new Error("no step was given");
  return step.id;
}

const confirm = async (result: StepResult) =>
  confirmStep(core, room.customer, {
    conversation_id: room.id,
    step_id: await newestStep(),
    result,
  });

const prove = async () =>
  proveStep(core, room.customer, {
    conversation_id: room.id,
    step_id: await newestStep(),
    attachments: [await readyFile(core, room.customer, room.id)],
    client_id: newId(),
  });

/** The window of a device is as long as it was followed; that of a fresh snapshot is a page. */
function comparable(state: ConversationState): ConversationState {
  return { ...state, messages: state.messages.slice(-limits.pageMessages) };
}

async function eventsAfter(seq: number): Promise<ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  for (let after = seq, more = true; more; after = events.at(-1)?.seq ?? after) {
    const page = await listEvents(core, claire, room.id, after);
    events.push(...page.events);
    more = page.has_more;
  }
  return events;
}

/** Folds what each viewer had with what happened, and holds it against what each would load afresh. */
async function holdsFor(
  viewers: readonly Actor[],
  happening: () => Promise<unknown>,
): Promise<Set<ConversationEventType>> {
  const before = await Promise.all(viewers.map(open));
  await happening();
  const types = new Set<ConversationEventType>();
  for (const [index, viewer] of viewers.entries()) {
    const old = before[index];
    if (old === undefined) throw new Error("no state for a viewer");
    const events = await eventsAfter(old.seq);
    for (const event of events) {
      expect(conversationEvent.parse(event)).toEqual(event);
      types.add(event.type);
    }
    expect(comparable(fold(old, events))).toEqual(comparable(await open(viewer)));
  }
  return types;
}

const everybody = () => [room.customer, room.worker, claire];

describe("P4: old snapshot + events = fresh snapshot", () => {
  const happenings: Record<ConversationEventType, () => Promise<unknown>> = {
    "message.sent": async () => {
      await send(room.customer);
      await send(room.worker, "Bonjour\nJ’arrive 👩🏽‍🔧");
      const tapped = { conversation_id: room.id, text: "Je pars", client_id: newId() };
      await sendMessage(core, room.worker, { ...tapped, quick_answer: "leaving" });
    },
    "message.edited": async () => {
      const { number } = await send(room.customer, "Rond-point");
      await send(room.worker, "Lequel ?", number);
      await edit(room.customer, number, `${"Rond-point de la paix 👩🏽‍🔧 ".repeat(20)}\n`);
      await send(room.worker, "Compris", number);
      await edit(room.customer, number, "Rond-point de l’Afrique");
    },
    "message.deleted": async () => {
      const { number } = await send(room.customer, "Mon code est 1234");
      await send(room.worker, "Lequel ?", number);
      await react(room.worker, number, "😮");
      await deleteMessage(core, room.customer, { conversation_id: room.id, number });
      const { number: his } = await send(room.worker, "Effacé");
      await deleteMessage(core, claire, { conversation_id: room.id, number: his });
    },
    "message.previewed": async () => {
      const { number } = await send(room.customer, "Voir https://relais.example/a et le reste");
      await send(room.worker, "Vu", number);
      await previewed(number, "https://relais.example/a");
      const { number: other } = await send(room.worker, "https://relais.example/b");
      await previewed(other, "https://relais.example/b");
      // One keeps its link and its card, the other is given a new one.
      await edit(room.customer, number, "Voir https://relais.example/a, surtout la fin");
      await edit(room.worker, other, "https://relais.example/c");
      await previewed(other, "https://relais.example/c");
      const { number: gone } = await send(room.worker, "https://relais.example/d");
      await previewed(gone, "https://relais.example/d");
      await deleteMessage(core, room.worker, { conversation_id: room.id, number: gone });
    },
    "reaction.set": async () => {
      const { number } = await send(room.customer);
      await react(room.worker, number, "👍");
      await react(room.customer, number, "❤️");
      await react(room.worker, number, "🙏");
      await react(room.customer, number, null);
    },
    "receipt.advanced": async () => {
      await send(room.customer);
      const { number } = await send(room.customer);
      await advanceReceipt(core, room.worker, { conversation_id: room.id, delivered: number });
      await read(room.worker, number - 1);
      await read(room.customer, 1);
    },
    "participant.joined": async () => {
      await join(await createMember(database, room.organization_id, "agent"));
    },
    "participant.left": async () => {
      const nadia = await createMember(database, room.organization_id, "agent");
      await join(nadia);
      await read(nadia, (await send(nadia)).number);
      await leave(nadia);
      await send(room.customer);
    },
    "position.started": () =>
      startShare(core, room.worker, { conversation_id: room.id, until: "1_hour" }),
    "position.ended": async () => {
      await startShare(core, room.worker, { conversation_id: room.id, until: "1_hour" });
      await startShare(core, room.customer, { conversation_id: room.id, until: "8_hours" });
      await stopShare(core, room.worker, room.id);
    },
    "guidance.started": guide,
    "guidance.answered": async () => {
      await guide();
      await send(room.worker, "Ouvrez le capot");
      await confirm("help");
      await send(room.customer, "Où est la manette ?");
      await send(room.worker, "Sous le volant, à gauche");
      await prove();
      await confirm("done");
      await send(room.worker, "Tirez");
      await confirm("failed");
    },
    "guidance.ended": async () => {
      await guide();
      await send(room.worker, "Ouvrez le capot");
      await endGuidance(core, room.worker, { conversation_id: room.id, solved: false });
      await guide();
      const { number } = await send(room.worker, "Code 4417");
      await deleteMessage(core, claire, { conversation_id: room.id, number });
      await leaveGuidance(core, room.customer, { conversation_id: room.id });
      await send(room.customer, "Merci");
    },
    "case.changed": () => changeStatus(core, room.worker, room.case.id, { status: "en_route" }),
  };

  test.each(conversationEventTypes)("P4: after %s, for everybody", async (type) => {
    expect(await holdsFor(everybody(), happenings[type])).toContain(type);
  });

  test("P4: a guidance under way, with every state of a step, read in the middle", async () => {
    await guide();
    await send(room.worker, "Ouvrez le capot");
    await prove();
    await holdsFor(everybody(), async () => {
      await confirm("done");
      const { number } = await send(room.worker, "Le code est 4417");
      await prove();
      await deleteMessage(core, claire, { conversation_id: room.id, number });
    });
    await holdsFor(everybody(), () => confirm("help"));
    await holdsFor(everybody(), () => send(room.worker, "Appuyez plus fort"));
    await holdsFor(everybody(), () =>
      changeStatus(core, room.worker, room.case.id, { status: "cancelled" }),
    );
  });

  test("P4: for somebody who watched before they took part", async () => {
    const nadia = await createMember(database, room.organization_id, "admin");
    await send(room.customer);
    await holdsFor([nadia], async () => {
      await send(room.customer);
      await join(nadia);
      await send(room.worker);
      await send(nadia);
      await read(nadia, 2);
    });
  });

  test("P4: for those who left, who read on by their role, and who come back", async () => {
    const nadia = await createMember(database, room.organization_id, "admin");
    await join(nadia);
    await read(nadia, (await send(room.customer)).number);
    await send(room.customer);
    await holdsFor([nadia, ...everybody()], async () => {
      await leave(nadia);
      await send(room.customer);
    });
    await holdsFor([nadia, ...everybody()], async () => {
      await send(room.customer);
      await join(nadia);
      await send(nadia);
    });
    expect(await open(nadia)).toMatchObject({ unread: 3, former: [] });
  });

  test("P4: changes of messages that are there before, quotes of them included", async () => {
    const { number } = await send(room.customer, "Devant la pharmacie");
    await send(room.worker, "J’arrive", number);
    const { number: other } = await send(room.customer, "À gauche");
    await holdsFor(everybody(), async () => {
      await edit(room.customer, number, "Devant l’école");
      await react(room.worker, other, "👍");
      await deleteMessage(core, room.customer, { conversation_id: room.id, number: other });
      await send(room.worker, "Et là ?", number);
      await deleteMessage(core, room.customer, { conversation_id: room.id, number });
    });
  });

  test("P4: answers, edits and deletions of one message, all at once", async () => {
    const { number } = await send(room.customer, "Le premier");
    await holdsFor(everybody(), async () => {
      const happening = Array.from({ length: 12 }, (_, index) => [
        answer(`réponse ${index}`, number),
        edit(room.customer, number, `version ${index}`),
        react(room.worker, number, index % 2 === 0 ? "👍" : null),
        send(room.customer, `à côté ${index}`),
      ]).flat();
      await Promise.all(happening);
      const late = Array.from({ length: 6 }, (_, index) =>
        send(room.worker, `tard ${index}`, number),
      );
      await Promise.allSettled([
        ...late,
        deleteMessage(core, room.customer, { conversation_id: room.id, number }),
      ]);
    });
    const told = JSON.stringify(await eventsAfter(0));
    expect(told).not.toMatch(/Le premier|version/);
  });

  test("P4 N11.4: messages with files, with and without words", async () => {
    await holdsFor(everybody(), async () => {
      const ids = [
        await readyFile(core, room.customer, room.id),
        await readyFile(core, room.customer, room.id),
      ];
      const message = { conversation_id: room.id, text: "", client_id: newId(), attachments: ids };
      await sendMessage(core, room.customer, message);
      await send(room.worker, "Merci");
    });
  });

  test("P4 N13.2: a voice note, an answer to it, and its deletion", async () => {
    await holdsFor(everybody(), async () => {
      const voice = { waveform: Array.from({ length: 64 }, (_, at) => at % 32).join() };
      const recording = await voices.recorded();
      const id = await readyFile(core, room.customer, room.id, recording, { voice });
      const { number } = await sendMessage(core, room.customer, {
        conversation_id: room.id,
        text: "",
        client_id: newId(),
        attachments: [id],
      });
      await sendMessage(core, room.worker, {
        conversation_id: room.id,
        text: "Bien reçu",
        client_id: newId(),
        reply_to: number,
      });
      await deleteMessage(core, room.customer, { conversation_id: room.id, number });
    });
  });

  test("P4: a case that ends", async () => {
    await holdsFor(everybody(), () =>
      changeStatus(core, room.worker, room.case.id, { status: "cancelled", note: "Réparée seule" }),
    );
  });

  test("P4: everything at once, from every position on the way", async () => {
    const states = new Map<number, ConversationState>();
    const note = async () => {
      const state = await open(room.worker);
      states.set(state.seq, state);
    };
    await note();
    for (const status of ["en_route", "arrived"]) {
      await Promise.all([
        send(room.customer),
        send(room.worker),
        changeStatus(core, room.worker, room.case.id, { status }),
        send(room.customer),
      ]);
      await note();
      await read(room.worker, 3);
      await join(await createMember(database, room.organization_id, "agent"));
      await note();
    }
    const fresh = await open(room.worker);
    const events = await eventsAfter(0);
    for (const state of states.values()) expect(comparable(fold(state, events))).toEqual(fresh);
  });

  test("P4: a window longer than a page, read to the end", async () => {
    await holdsFor(everybody(), async () => {
      for (let index = 0; index < 70; index += 1) await send(room.customer, `${index}`);
      await read(room.worker, 30);
      const { number } = await send(room.worker);
      await read(room.customer, number);
      await read(room.worker, number);
    });
  });

  test("P4: more than anybody counts", async () => {
    await holdsFor(everybody(), async () => {
      await Promise.all(
        Array.from({ length: 1_010 }, (_, index) => send(room.customer, `${index}`)),
      );
    });
  });

  test("P4: a room of very many, of whom a part is listed", async () => {
    await addParticipants(database, room, limits.snapshotParticipants + 20);
    core.rosters.forget([room.id]);
    const late = await createMember(database, room.organization_id, "agent");
    await holdsFor(everybody(), async () => {
      await send(room.customer);
      await join(late);
      await read(late, 1);
      await read(room.worker, 1);
    });
  });
});

test("A snapshot has the shape of the protocol and the viewer first", async () => {
  await send(room.customer);
  for (const viewer of everybody()) {
    const state = await open(viewer);
    expect(conversationState.parse(state)).toEqual(state);
    if (viewer !== claire) expect(state.participants[0]?.id).toBe(viewer.id);
  }
});
