import type { ConversationState, Message } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import type { OutboxEntry } from "../outbox/types.ts";
import { MessageDisplay } from "./displayed.ts";
import { ConversationStore } from "./store.ts";

const awa = "0197c3de-0000-7000-8000-000000000001";

function message(number: number, client_id: string, sender_id = awa): Message {
  return {
    id: `message ${number}`,
    number,
    seq: number,
    kind: "text",
    sender_id,
    text: `text ${number}`,
    system: null,
    client_id,
    created_at: "2026-03-02T08:00:00Z",
    reply_to: null,
    edited_at: null,
    deleted_at: null,
    reactions: {},
  };
}

function storeWith(messages: Message[]): ConversationStore {
  const store = new ConversationStore();
  const last_number = messages.length;
  store.state = {
    viewer_id: awa,
    messages,
    last_number,
    participants: [],
    receipts: {},
  } as unknown as ConversationState;
  return store;
}

const waiting = (client_id: string) => ({
  position: 1,
  client_id,
  conversation_id: "conversation",
  sender_id: awa,
  text: "text",
  created_at: "2026-03-02T08:00:00Z",
  state: "waiting" as const,
});

const outbox = (messages: OutboxEntry[]) => ({
  accepted: [],
  messages,
  changes: [],
  progressOf: () => 0,
});

describe("Displayed messages", () => {
  it("show once what has arrived and is still in the storage of a tab that was killed", () => {
    const store = storeWith([message(1, "arrived")]);
    const shown = new MessageDisplay().list(
      store,
      outbox([waiting("arrived"), waiting("own")]),
      awa,
    );
    expect(shown.map(({ delivery, key }) => [key, delivery])).toEqual([
      ["arrived", "sent"],
      ["own", "waiting"],
    ]);
  });

  it("show one's own message beside somebody else's with the same client_id", () => {
    const store = storeWith([message(1, "same", "somebody else")]);
    const shown = new MessageDisplay().list(store, outbox([waiting("same")]), awa);
    expect(shown.map(({ delivery, key }) => [key, delivery])).toEqual([
      ["message 1", "received"],
      ["same", "waiting"],
    ]);
  });
});
