import { deviceLimits } from "@relais/protocol";
import type { Readable } from "../readable.ts";
import type { ConversationView } from "../conversation/types.ts";
import { settings } from "./configure.ts";
import { getConversation, listMessages } from "./conversations.ts";
import { follow } from "./follow.ts";
import type { Channel, ChatConversation, ChatMessage, TypingIndicator } from "./types.ts";

export type ConversationListeners = {
  /** Each message that was written since the subscription, once, in order; internal ones for the team. */
  onMessage?: (message: ChatMessage) => void;
  onTyping?: (indicator: TypingIndicator) => void;
  onConversationUpdate?: (conversation: ChatConversation) => void;
};

const pageSize = 50;
/** An internal message may yet come before others that were read already: so many are looked at again. */
const overlap = 10;

/**
 * Follows a conversation until `unsubscribe`. It reconnects by itself; what was written meanwhile is told then.
 */
export function subscribeToConversation(
  conversationId: string,
  given: ConversationListeners,
): Channel {
  const { client } = settings();
  // A reading that is under way when it is left tells nobody any more.
  let listeners = given;
  const conversation = client().conversation(conversationId);
  const stops: (() => void)[] = [];
  const messages = newMessages(conversationId, (one) => listeners.onMessage?.(one));
  const reading = follow(messages.read);
  const updates = follow(
    conversationUpdates(conversationId, (one) => listeners.onConversationUpdate?.(one)),
  );

  const watch = (view: Readable<ConversationView>): void => {
    let seq = -1;
    const changed = (): void => {
      const { state } = view.get();
      if (state === null || state.seq === seq) return;
      seq = state.seq;
      if (listeners.onMessage !== undefined) reading.look();
      if (listeners.onConversationUpdate !== undefined) updates.look();
    };
    stops.push(view.subscribe(changed));
    changed();
  };
  watch(conversation.view);
  const tellTyping = typingOf(conversationId, given);
  let inside: string | undefined;
  const follows = (): void => {
    const view = conversation.view.get();
    tellTyping(view);
    const id = view.state?.internal_id;
    if (id === undefined || inside !== undefined) return;
    // What the team writes among themselves is a conversation beside.
    inside = id;
    watch(client().conversation(id).view);
  };
  stops.push(conversation.view.subscribe(follows));
  follows();
  reading.look();
  updates.look();
  return {
    ready: both(reading.ready, updates.ready),
    unsubscribe: () => {
      listeners = {};
      reading.stop();
      updates.stop();
      for (const stop of stops.splice(0)) stop();
    },
  };
}

async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  await Promise.all([one, other]);
}

/** What was there at the first look is known; after that each message is told once. */
function newMessages(id: string, tell: (message: ChatMessage) => void) {
  const known = new Set<string>();
  let count: number | undefined;
  const read = async (): Promise<void> => {
    if (count === undefined) {
      const last = await listMessages(id, "last", pageSize);
      // Those of the page before may yet be looked at again.
      const before = Math.ceil(last.count / pageSize) - 1;
      const earlier = before > 0 ? await listMessages(id, before, pageSize) : { results: [] };
      for (const one of [...earlier.results, ...last.results]) known.add(one.id);
      count = last.count;
      return;
    }
    let page = Math.floor(Math.max(0, count - overlap) / pageSize) + 1;
    for (;;) {
      const { results, next, count: now } = await listMessages(id, page, pageSize);
      for (const message of results) {
        if (known.has(message.id)) continue;
        known.add(message.id);
        tell(message);
      }
      count = now;
      if (next === null) return;
      page += 1;
    }
  };
  return { read };
}

function conversationUpdates(id: string, tell: (conversation: ChatConversation) => void) {
  let last: string | undefined;
  return async (): Promise<void> => {
    const now = await getConversation(id);
    const text = JSON.stringify(now);
    const changed = last !== undefined && last !== text;
    last = text;
    if (changed) tell(now);
  };
}

function typingOf(conversation_id: string, { onTyping }: ConversationListeners) {
  let before: readonly string[] = [];
  return ({ typing, state }: ConversationView): void => {
    const was = before;
    before = typing;
    if (onTyping === undefined || was === typing) return;
    const tell = (user_id: string, is_typing: boolean): void => {
      const person = state?.participants.find(({ id }) => id === user_id);
      if (person === undefined) return;
      onTyping({
        conversation_id,
        user_type: person.role === "customer" ? "customer" : "staff",
        user_id,
        user_name: person.full_name,
        is_typing,
        expires_at: new Date(
          Date.now() + (is_typing ? deviceLimits.typingSeconds * 1_000 : 0),
        ).toISOString(),
      });
    };
    for (const id of typing) if (!was.includes(id)) tell(id, true);
    for (const id of was) if (!typing.includes(id)) tell(id, false);
  };
}
