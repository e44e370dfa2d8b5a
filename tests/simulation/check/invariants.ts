import { isDeepStrictEqual } from "node:util";
import { type ConversationEvent, type ConversationState, type Message } from "@relais/protocol";
import type { Person } from "../people.ts";
import { checkFiles } from "./files.ts";
import { messagesOf } from "./messages-of.ts";
import type { Stage, Talk } from "../stage.ts";
import type { Written } from "../record/ledger.ts";

/** Whoever adds a type of event says here that the simulation makes it; how often is told after every run. */
const none: Record<ConversationEvent["type"], number> = {
  "message.sent": 0,
  "message.edited": 0,
  "message.deleted": 0,
  "message.previewed": 0,
  "reaction.set": 0,
  "receipt.advanced": 0,
  "participant.joined": 0,
  "participant.left": 0,
  "case.changed": 0,
  "position.started": 0,
  "position.ended": 0,
  "guidance.started": 0,
  "guidance.answered": 0,
  "guidance.ended": 0,
};

/** What must hold when everything has come to rest. Adds every broken promise to the ledger. */
export async function checkInvariants(stage: Stage): Promise<Record<string, number>> {
  const journals = new Map<string, ConversationEvent[]>();
  for (const { id } of stage.talks) journals.set(id, await stage.witness.journal("claire", id));
  for (const [id, events] of journals) await checkJournal(stage, id, events);
  checkMessages(stage, journals);
  for (const device of stage.devices) {
    if (device.options.person === "oscar") continue;
    for (const tab of device.tabs) {
      for (const id of stage.talksOf(tab.person)) {
        const { state } = tab.client.conversation(id).view.get();
        const fresh = await stage.witness.conversation(tab.person, id);
        compareStates(stage, `${tab.name} in ${id}`, state, fresh, messagesOf(journals.get(id)));
      }
      await compareCases(stage, tab.name, tab.person, tab.client.cases.get());
    }
  }
  await checkLeft(stage);
  checkPlaces(stage, journals);
  const inner = stage.talks.filter(({ internal }) => internal);
  await checkUnheard(stage, "oscar", stage.talks);
  // To a customer, what lies beside their conversation does not exist.
  await checkUnheard(stage, "awa", inner);
  await checkFiles(stage, journals);
  const seen = { ...none };
  for (const { type } of [...journals.values()].flat()) seen[type] += 1;
  return seen;
}

/** P5 N3.9 N18.8: whoever has the work no more holds nothing of what is said there, and is told nothing. */
async function checkLeft(stage: Stage): Promise<void> {
  const { devices, ledger, talks, witness } = stage;
  for (const person of ["moussa", "second"] as const) {
    const own = new Set(stage.talksOf(person));
    for (const { id } of talks.filter((talk) => !own.has(talk.id))) {
      const { status } = await witness.request(person, "GET", `/v1/conversations/${id}`);
      if (status !== 403 && status !== 404) ledger.fault(`${person} was let into ${id}: ${status}`);
      for (const { options, tabs } of devices) {
        if (options.person !== person) continue;
        for (const { client, name } of tabs) {
          const { state, messages } = client.conversation(id).view.get();
          const held = messages.filter(({ delivery }) => delivery !== "failed");
          if (state !== null || held.length > 0) ledger.fault(`${name} still holds ${id}`);
        }
      }
    }
  }
}

/** N20.3: internal messages have a place beside, which never falls; others have none. */
function checkPlaces({ ledger, talks }: Stage, journals: Map<string, ConversationEvent[]>): void {
  for (const { id, internal } of talks) {
    let last = 0;
    for (const { beside, number } of messagesOf(journals.get(id))) {
      if ((beside !== undefined) !== internal || (beside ?? last) < last) {
        ledger.fault(`${id}: message ${number} stands beside ${beside}, after ${last}`);
      }
      last = beside ?? last;
    }
  }
}

/** P2, P3: positions and numbers without a hole, and pages that say the same as the journal. */
async function checkJournal(stage: Stage, id: string, events: ConversationEvent[]): Promise<void> {
  const messages = messagesOf(events);
  events.forEach(({ seq }, index) => {
    if (seq !== index + 1) stage.ledger.fault(`${id}: position ${seq} in place ${index + 1}`);
  });
  messages.forEach(({ number }, index) => {
    if (number !== index + 1) stage.ledger.fault(`${id}: number ${number} in place ${index + 1}`);
  });
  for (const { number, text } of messages.filter((message) => message.deleted_at !== null)) {
    const told = events.some(
      (event) =>
        (event.type === "message.sent" &&
          ((event.data.number === number && event.data.text !== "") ||
            (event.data.reply_to?.number === number && event.data.reply_to.text !== ""))) ||
        (event.type === "message.edited" &&
          event.data.number === number &&
          event.data.text !== "") ||
        (event.type === "message.previewed" &&
          event.data.number === number &&
          event.data.preview !== null),
    );
    if (told || text !== "") stage.ledger.fault(`${id}: the text of ${number} outlived it`);
  }
  const paged = await stage.witness.messages("claire", id);
  if (!isDeepStrictEqual(paged, messages))
    stage.ledger.fault(`${id}: pages differ from the journal`);
}

/** P1, P2: what was acknowledged is there once, as it was told; what was written is there, in order. */
function checkMessages(stage: Stage, journals: Map<string, ConversationEvent[]>): void {
  const { ledger } = stage;
  const stored = new Map<string, { message: Message; conversationId: string }[]>();
  for (const [conversationId, events] of journals) {
    for (const message of messagesOf(events)) {
      if (message.client_id === null) continue;
      const same = stored.get(message.client_id) ?? [];
      stored.set(message.client_id, [...same, { message, conversationId }]);
    }
  }
  // What a slow storage has not kept in time is sent all the same, and its tab may be gone before it is kept.
  const sent = new Set(ledger.sends.map(({ client_id }) => client_id));
  for (const [clientId, found] of stored) {
    if (found.length > 1) ledger.fault(`${clientId} is in the journals ${found.length} times`);
    const refused = ledger.givenUp.get(clientId);
    const message = found[0]?.message;
    if (refused !== undefined && !ledger.mayBeStored(clientId, message?.created_at ?? "")) {
      const said = JSON.stringify(message);
      ledger.fault(`${clientId} was refused (${refused}), and is stored: ${said}`);
    } else if (!ledger.written.has(clientId) && !sent.has(clientId))
      ledger.fault(`${clientId} was written by nobody`);
  }
  for (const [clientId, answers] of ledger.acknowledged) {
    const message = stored.get(clientId)?.[0]?.message;
    for (const { created_at, id, number, seq } of answers) {
      if (
        message === undefined ||
        !isDeepStrictEqual(
          { created_at, id, number, seq },
          {
            created_at: message.created_at,
            id: message.id,
            number: message.number,
            seq: message.seq,
          },
        )
      ) {
        ledger.fault(`${clientId} was acknowledged as ${number}, and is ${message?.number}`);
      }
    }
  }
  const shown = new Set(stage.devices.flatMap((device) => [...device.storage.entries.keys()]));
  for (const [clientId, written] of ledger.written) {
    const found = stored.get(clientId)?.[0];
    if (found === undefined) {
      if (!shown.has(clientId)) ledger.fault(`${clientId} of ${written.writer} is lost`);
      continue;
    }
    const { message, conversationId } = found;
    if (
      (message.edited_at === null &&
        message.deleted_at === null &&
        message.text !== written.text &&
        // Who asks for help is named before their words.
        !(written.answers && message.text.endsWith(written.text))) ||
      message.sender_id !== written.user_id ||
      conversationId !== written.conversation_id
    ) {
      const { kind, text, sender_id } = message;
      const as = JSON.stringify({ kind, text, sender_id, conversationId });
      ledger.fault(
        `${clientId} is stored otherwise than it was written: ${as}, ${JSON.stringify(written)}`,
      );
    }
  }
  checkOrder(stage, journals);
}

/** Whoever writes is read in that order. */
function checkOrder({ ledger }: Stage, journals: Map<string, ConversationEvent[]>): void {
  for (const [id, events] of journals) {
    const last = new Map<string, Written>();
    for (const { client_id } of messagesOf(events)) {
      const written = client_id === null ? undefined : ledger.written.get(client_id);
      // What failed and was tried again comes later than it was written.
      if (written === undefined || ledger.failed.has(written.client_id)) continue;
      const before = last.get(written.writer);
      if (before !== undefined && before.index > written.index) {
        ledger.fault(`${id}: « ${written.text} » came after « ${before.text} »`);
      }
      last.set(written.writer, written);
    }
  }
}

/** P4: what a client has folded is what a newcomer is told. */
function compareStates(
  { ledger }: Stage,
  where: string,
  folded: ConversationState | null,
  fresh: ConversationState,
  messages: readonly Message[],
): void {
  if (folded === null) return ledger.fault(`${where}: nothing is there`);
  const { messages: window, ...rest } = folded;
  const { messages: newest, ...told } = fresh;
  if (!isDeepStrictEqual(rest, told)) {
    ledger.fault(`${where}: folded ${JSON.stringify(rest)}, told ${JSON.stringify(told)}`);
  }
  const end = messages.slice(messages.length - window.length);
  if (!isDeepStrictEqual(window, end)) ledger.fault(`${where}: other messages than the journal`);
  if (!isDeepStrictEqual(newest, messages.slice(messages.length - newest.length))) {
    ledger.fault(`${where}: a fresh window is not the end of the journal`);
  }
}

function byId<T extends { id: string }>(list: readonly T[]): Record<string, T> {
  return Object.fromEntries(list.map((one) => [one.id, one]));
}

type Cases = ReturnType<Stage["devices"][number]["tabs"][number]["client"]["cases"]["get"]>;

async function compareCases(
  { ledger, witness }: Stage,
  name: string,
  person: Parameters<Stage["talksOf"]>[0],
  { cases, counters }: Cases,
): Promise<void> {
  const fresh = await witness.cases(person);
  if (!isDeepStrictEqual(byId(cases), byId(fresh.cases))) {
    ledger.fault(`${name}: its list of cases differs from a fresh one`);
  }
  const told = Object.fromEntries(fresh.counters.map((one) => [one.conversation_id, one]));
  for (const id of new Set([...Object.keys(counters), ...Object.keys(told)])) {
    if ((counters[id]?.unread ?? 0) !== (told[id]?.unread ?? 0)) {
      ledger.fault(`${name}: ${counters[id]?.unread} unread in ${id}, told ${told[id]?.unread}`);
    }
  }
}

/** P5: who may not see these conversations has heard nothing of them, and is told that there is no such thing. */
async function checkUnheard(
  { devices, ledger, witness }: Stage,
  person: Person,
  talks: readonly Talk[],
): Promise<void> {
  const secrets = talks.flatMap(({ id, caseId, internal }) => (internal ? [id] : [id, caseId]));
  for (const device of devices) {
    if (device.options.person !== person) continue;
    for (const text of device.heard) {
      if (secrets.some((secret) => text.includes(secret))) ledger.fault(`${person} heard ${text}`);
    }
  }
  for (const { id, caseId, internal } of talks) {
    for (const path of [
      `/v1/conversations/${id}`,
      `/v1/conversations/${id}/events?after=0`,
      `/v1/conversations/${id}/messages`,
      ...(internal ? [] : [`/v1/cases/${caseId}`]),
    ]) {
      const { status } = await witness.request(person, "GET", path);
      if (status !== 404) ledger.fault(`${person} asked ${path} and was answered ${status}`);
    }
  }
}
