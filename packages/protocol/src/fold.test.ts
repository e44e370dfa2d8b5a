import { describe, expect, it } from "vitest";
import type { ConversationState, DatedReceipt } from "./conversation.ts";
import type { ConversationEvent } from "./events/index.ts";
import { conversationEventTypes } from "./events/index.ts";
import { FoldGap, fold } from "./fold.ts";
import type { Person } from "./person.ts";
import type { PositionShare } from "./position.ts";
import { foldMessages } from "./fold-message.ts";

const awa = {
  id: "00000000-0000-7000-8000-000000000001",
  full_name: "Awa Traoré",
  role: "customer",
} as const;
const moussa = {
  id: "00000000-0000-7000-8000-000000000002",
  full_name: "Moussa Keïta",
  role: "worker",
} as const;
const at = "2026-11-20T09:00:00.000Z";

const fresh: ConversationState = {
  conversation_id: "00000000-0000-7000-8000-00000000000c",
  viewer_id: awa.id,
  seq: 3,
  case: {
    id: "00000000-0000-7000-8000-00000000000d",
    kind: "request",
    number: "DEP-000001",
    title: "Panne de batterie",
    description: "",
    address: null,
    latitude: null,
    longitude: null,
    priority: "normal",
    status: "accepted",
    fields: {},
    customer: awa,
    opener: awa,
    assignee: moussa,
    conversation_id: "00000000-0000-7000-8000-00000000000c",
    rooms: [],
    created_at: at,
    updated_at: at,
    revision: 2,
  },
  participants: [awa],
  former: [],
  participant_count: 1,
  receipts: { [awa.id]: { delivered: 0, read: 0, delivered_at: null, read_at: null } },
  last_number: 0,
  unread: 0,
  messages: [],
  shares: [],
  guidance: null,
};

const said = (
  seq: number,
  number: number,
  actor_id: string | null,
  text = "Bonjour",
): ConversationEvent => ({
  seq,
  at,
  actor_id,
  type: "message.sent",
  data: {
    id: `00000000-0000-7000-8000-0000000001${seq}`,
    number,
    kind: "text",
    text,
    system: null,
    client_id: null,
  },
});
const read = (seq: number, user_id: string, upTo: number): ConversationEvent => ({
  seq,
  at,
  actor_id: user_id,
  type: "receipt.advanced",
  data: { user_id, delivered: upTo, read: upTo },
});
const joined = (seq: number, receipt?: DatedReceipt): ConversationEvent => ({
  seq,
  at,
  actor_id: moussa.id,
  type: "participant.joined",
  data: { person: moussa, ...(receipt && { receipt }) },
});
const left = (seq: number, person: Person = moussa): ConversationEvent => ({
  seq,
  at,
  actor_id: null,
  type: "participant.left",
  data: { person },
});

describe("P4: the fold", () => {
  it("P3: passes over what is already included, and refuses a hole", () => {
    const once = fold(fresh, [said(4, 1, moussa.id)]);
    expect(fold(once, [said(4, 1, moussa.id)])).toBe(once);
    expect(() => fold(once, [said(6, 2, moussa.id)])).toThrow(FoldGap);
  });

  it("leaves the old state as it was", () => {
    const before = structuredClone(fresh);
    fold(fresh, [said(4, 1, moussa.id), read(5, awa.id, 1)]);
    expect(fresh).toEqual(before);
  });

  it("counts what others wrote as unread, never one's own", () => {
    const state = fold(fresh, [said(4, 1, moussa.id), said(5, 2, awa.id), said(6, 3, null)]);
    expect(state.unread).toBe(2);
    expect(fold(state, [read(7, awa.id, 1)]).unread).toBe(1);
    expect(fold(state, [read(7, moussa.id, 3)]).unread).toBe(2);
  });

  it("moves receipts forward only, and read implies delivered", () => {
    const state = fold(fresh, [
      joined(4),
      said(5, 1, awa.id),
      said(6, 2, awa.id),
      read(7, moussa.id, 2),
      read(8, moussa.id, 1),
    ]);
    expect(state.receipts[moussa.id]).toEqual({
      delivered: 2,
      read: 2,
      delivered_at: at,
      read_at: at,
    });
  });

  it("keeps no receipt of somebody who is not listed", () => {
    const state = fold(fresh, [said(4, 1, awa.id), read(5, moussa.id, 1)]);
    expect(Object.keys(state.receipts)).toEqual([awa.id]);
  });

  it("counts nothing as unread for a viewer who takes no part", () => {
    const claire = { ...fresh, viewer_id: "00000000-0000-7000-8000-000000000003" };
    expect(fold(claire, [said(4, 1, awa.id)]).unread).toBe(0);
  });

  it("counts no further than anybody reads", () => {
    const many = Array.from({ length: 1_200 }, (_, index) => said(4 + index, 1 + index, moussa.id));
    expect(fold(fresh, many).unread).toBe(1_000);
  });

  it("adds a participant once", () => {
    const state = fold(fresh, [joined(4), joined(5)]);
    expect(state.participants).toEqual([awa, moussa]);
    expect(state.participant_count).toBe(2);
  });

  it("keeps the name of who left, and puts them back where they were when they return", () => {
    const gone = fold(fresh, [joined(4), said(5, 1, moussa.id), read(6, moussa.id, 1), left(7)]);
    expect(gone).toMatchObject({ participants: [awa], former: [moussa], participant_count: 1 });
    expect(Object.keys(gone.receipts)).toEqual([awa.id]);
    const receipt = { delivered: 1, read: 1, delivered_at: at, read_at: at };
    const back = fold(gone, [joined(8, receipt)]);
    expect(back).toMatchObject({ participants: [awa, moussa], former: [], participant_count: 2 });
    expect(back.receipts[moussa.id]).toEqual(receipt);
  });

  it("counts nothing as unread for a viewer who left, and what they missed once they are back", () => {
    const gone = fold(fresh, [said(4, 1, moussa.id), left(5, awa), said(6, 2, moussa.id)]);
    expect(gone.unread).toBe(0);
    const receipt = { delivered: 1, read: 1, delivered_at: at, read_at: at };
    const event: ConversationEvent = {
      seq: 7,
      at,
      actor_id: null,
      type: "participant.joined",
      data: { person: awa, receipt },
    };
    expect(fold(gone, [event])).toMatchObject({ unread: 1, participants: [awa], former: [] });
  });

  it("keeps the newest case, whatever comes late", () => {
    const changed = (seq: number, revision: number, status: string): ConversationEvent => ({
      seq,
      at,
      actor_id: moussa.id,
      type: "case.changed",
      data: {
        case: { ...fresh.case, revision, status },
        change: { from: null, to: status, note: null },
      },
    });
    expect(fold(fresh, [changed(4, 9, "arrived"), changed(5, 8, "en_route")]).case.status).toBe(
      "arrived",
    );
  });

  const about = (number: number) => ({
    id: `00000000-0000-7000-8000-00000000010${number}`,
    number,
  });
  const answered: ConversationEvent = {
    ...said(5, 2, awa.id, "Lequel ?"),
    type: "message.sent",
    data: {
      ...about(2),
      kind: "text",
      text: "Lequel ?",
      system: null,
      client_id: null,
      reply_to: { ...about(1), sender_id: moussa.id, text: "Rond-point", deleted: false },
    },
  };
  const edited = (seq: number, text: string): ConversationEvent => ({
    seq,
    at,
    actor_id: moussa.id,
    type: "message.edited",
    data: { ...about(1), text },
  });
  const deleted: ConversationEvent = {
    seq: 6,
    at,
    actor_id: moussa.id,
    type: "message.deleted",
    data: about(1),
  };
  const reacted = (seq: number, user_id: string, emoji: "👍" | "🙏" | null): ConversationEvent => ({
    seq,
    at,
    actor_id: user_id,
    type: "reaction.set",
    data: { ...about(1), user_id, emoji },
  });
  const talk = fold(fresh, [said(4, 1, moussa.id, "Rond-point"), answered]);

  it("rewrites a message and the quotes of it, cut like the first time", () => {
    const { messages } = fold(talk, [edited(6, "👩🏽‍🔧".repeat(100))]);
    expect(messages[0]).toMatchObject({ text: "👩🏽‍🔧".repeat(100), edited_at: at });
    expect([...(messages[1]?.reply_to?.text ?? "")]).toHaveLength(140);
    expect(talk.messages[0]?.text).toBe("Rond-point");
  });

  it("leaves nothing of a deleted message but its place", () => {
    const { messages, last_number, unread } = fold(talk, [deleted]);
    expect(messages[0]).toMatchObject({ number: 1, text: "", deleted_at: at, reactions: {} });
    expect(messages[1]?.reply_to).toMatchObject({ number: 1, text: "", deleted: true });
    expect([last_number, unread]).toEqual([2, 1]);
    expect(JSON.stringify(messages)).not.toContain("Rond-point");
  });

  it("keeps one reaction a person", () => {
    const state = fold(talk, [
      reacted(6, awa.id, "👍"),
      reacted(7, moussa.id, "👍"),
      reacted(8, awa.id, "🙏"),
    ]);
    expect(state.messages[0]?.reactions).toEqual({ [awa.id]: "🙏", [moussa.id]: "👍" });
    const after = fold(state, [reacted(9, awa.id, null)]);
    expect(after.messages[0]?.reactions).toEqual({ [moussa.id]: "👍" });
    expect(after.messages[1]).toBe(state.messages[1]);
  });

  const link = "https://relais.example/a";
  const previewed = (seq: number, card: string | null): ConversationEvent => ({
    seq,
    at,
    actor_id: null,
    type: "message.previewed",
    data: {
      ...about(1),
      preview:
        card === null
          ? null
          : {
              link: card,
              title: "Une page",
              description: null,
              site: null,
              picture: null,
            },
    },
  });

  it("N14.2: keeps a card while its link is the first one of the text", () => {
    const shown = fold(talk, [edited(6, `Voir ${link}.`), previewed(7, link)]);
    expect(shown.messages[0]?.preview?.title).toBe("Une page");
    expect(fold(shown, [edited(8, `${link} !`)]).messages[0]?.preview?.link).toBe(link);
    for (const text of ["Rien", `${link}b`, `https://relais.example/b ${link}`]) {
      expect(fold(shown, [edited(8, text)]).messages[0]).not.toHaveProperty("preview");
    }
    expect(fold(shown, [{ ...deleted, seq: 8 }]).messages[0]).not.toHaveProperty("preview");
    // As it comes once the message was deleted.
    expect(fold(talk, [previewed(6, null)]).messages[0]).not.toHaveProperty("preview");
  });

  it("passes over changes of messages that it does not hold", () => {
    const gone = { ...talk, messages: talk.messages.slice(1) };
    expect(fold(gone, [edited(6, "Autre")]).messages).toHaveLength(1);
  });

  it("keeps who shows where they are, until that ends", () => {
    const share = (user_id: string): PositionShare => ({
      id: user_id,
      user_id,
      until: "1_hour",
      destination: null,
      started_at: at,
      ends_at: at,
    });
    const started = (seq: number, user_id: string): ConversationEvent => ({
      seq,
      at,
      actor_id: user_id,
      type: "position.started",
      data: { share: share(user_id) },
    });
    const both = fold(fresh, [started(4, moussa.id), started(5, awa.id)]);
    expect(both.shares.map(({ user_id }) => user_id)).toEqual([moussa.id, awa.id]);
    const ended: ConversationEvent = {
      seq: 6,
      at,
      actor_id: null,
      type: "position.ended",
      data: { share_id: moussa.id, user_id: moussa.id, reason: "time" },
    };
    expect(fold(both, [ended]).shares.map(({ user_id }) => user_id)).toEqual([awa.id]);
    expect(fold(fresh, [{ ...ended, seq: 4 }]).shares).toEqual([]);
  });

  it("follows a guidance from its beginning to its end", () => {
    const session = { id: awa.id, number: 1, guide: moussa, guided: awa, started_at: at };
    const mark = {
      id: moussa.id,
      session_id: session.id,
      number: 1,
      result: null,
      answered_at: null,
      closed_at: null,
    };
    const entry = (seq: number, actor_id: string) => ({ seq, at, actor_id });
    const started: ConversationEvent = {
      ...entry(4, moussa.id),
      type: "guidance.started",
      data: { session },
    };
    const given: ConversationEvent = {
      ...entry(5, moussa.id),
      type: "message.sent",
      data: {
        id: awa.id,
        number: fresh.last_number + 1,
        kind: "instruction",
        text: "Ouvrez le capot",
        system: null,
        client_id: null,
        step: mark,
      },
    };
    const asked = { ...mark, result: "help" as const, answered_at: at };
    const helped: ConversationEvent = {
      ...entry(6, awa.id),
      type: "guidance.answered",
      data: { step: asked },
    };
    const ended: ConversationEvent = {
      ...entry(7, awa.id),
      type: "guidance.ended",
      data: { session_id: session.id, reason: "left", step: { ...asked, closed_at: at } },
    };
    const begun = fold(fresh, [started, given]);
    expect(begun.guidance?.steps).toMatchObject([
      { number: 1, text: "Ouvrez le capot", proofs: [] },
    ]);
    expect(begun.messages.at(-1)?.step).toEqual(mark);
    const waiting = fold(begun, [helped]);
    expect(waiting.guidance?.steps[0]?.result).toBe("help");
    expect(waiting.messages.at(-1)?.step?.result).toBe("help");
    const over = fold(waiting, [ended]);
    expect(over.guidance).toBeNull();
    expect(over.messages.at(-1)?.step?.closed_at).toBe(at);
    // An older event about what is closed changes nothing of it.
    expect(foldMessages(over.messages, helped)).toEqual(over.messages);
  });

  it("has a test for every event type", () => {
    expect([...conversationEventTypes].sort()).toEqual([
      "case.changed",
      "guidance.answered",
      "guidance.ended",
      "guidance.started",
      "message.deleted",
      "message.edited",
      "message.previewed",
      "message.sent",
      "participant.joined",
      "participant.left",
      "position.ended",
      "position.started",
      "reaction.set",
      "receipt.advanced",
    ]);
  });
});
