import {
  checkText,
  type DownFrame,
  type DownFrames,
  type Language,
  limits,
  type Message,
  type PresenceEntry,
  type Standing,
  type UpFrames,
} from "@relais/protocol";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import { RelaisError, refusalIn, refusalOf } from "../errors.ts";
import type { Http } from "../http/types.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { Derived } from "../readable.ts";
import { MessageDisplay } from "./displayed.ts";
import { ConversationPositions } from "../position/positions.ts";
import type { GeolocationSource, WakeLockSource } from "../position/types.ts";
import type { Receipts } from "./receipts.ts";
import { ConversationStore } from "./store.ts";
import { Subscription } from "./subscription.ts";
import { TypingPeople, TypingThrottle } from "./typing.ts";
import type { Conversation, ConversationView } from "./types.ts";

export type ConversationParts = {
  clock: Clock;
  connection: Connection;
  outbox: Outbox;
  receipts: Receipts;
  http: Http;
  viewerId: () => string | null;
  language: () => Language | undefined;
  geolocation: GeolocationSource | null;
  wakeLock: WakeLockSource | null;
  serverAhead: () => number;
  /** What the running server said in its welcome; null before the first one. */
  welcome: () => DownFrames["welcome"] | null;
};

/** One conversation, put together from its parts. The client brings it its frames. */
export class FollowedConversation implements Conversation {
  readonly id: string;
  readonly view: Derived<ConversationView>;
  readonly positions: ConversationPositions;
  readonly #parts: ConversationParts;
  readonly #store = new ConversationStore();
  readonly #display = new MessageDisplay();
  readonly #subscription: Subscription;
  readonly #typing: TypingThrottle;
  readonly #typingPeople: TypingPeople;
  #presence: Readonly<Record<string, PresenceEntry>> = {};
  #loading: Promise<void> | null = null;

  constructor(id: string, parts: ConversationParts) {
    this.id = id;
    this.#parts = parts;
    const { clock, connection, outbox } = parts;
    this.view = new Derived(
      () => this.#view(),
      (watched) => {
        if (watched) outbox.open();
        this.#subscription.want(watched);
      },
    );
    this.#subscription = new Subscription({
      conversationId: id,
      clock,
      isConnected: () => connection.isConnected,
      ask: (request, answer) => connection.ask(request, answer),
      tokenEnded: () => connection.renewToken(),
      position: () => this.#store.position,
      changed: () => this.changed(),
    });
    this.positions = new ConversationPositions({
      ...parts,
      conversationId: id,
      isConnected: () => connection.isConnected,
      ask: (request, answer) => connection.ask(request, answer),
      state: () => this.#store.state,
      changed: () => this.changed(),
    });
    this.#typing = new TypingThrottle(clock.now, (active) =>
      connection.send({ type: "typing", conversation_id: id, active }),
    );
    this.#typingPeople = new TypingPeople(clock, () => this.changed());
  }

  send(text: string): string {
    const characters = this.#parts.welcome()?.limits.text_characters ?? limits.textCharacters;
    const check = checkText(text, characters);
    if (!check.ok) throw new RelaisError(refusalOf(check.code, this.#parts.language() ?? "fr"));
    // Whoever receives the message knows that its writer has stopped typing.
    this.#typing.forget();
    return this.#parts.outbox.add(this.id, check.text);
  }

  retry(clientId: string): void {
    this.#parts.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.#parts.outbox.discard(clientId);
  }

  loadOlder(): Promise<void> {
    const before = this.#store.first?.number;
    if (before === undefined || !this.#store.hasOlder) return Promise.resolve();
    this.#loading ??= this.#parts.http
      .history(this.id, before)
      .then((page) => this.#store.addOlder(before, page))
      .finally(() => {
        this.#loading = null;
        this.changed();
      });
    this.changed();
    return this.#loading;
  }

  markRead(number?: number): void {
    const state = this.#store.state;
    if (state === null) return;
    const reached = Math.min(number ?? state.last_number, state.last_number);
    this.#parts.receipts.reach(this.id, "read", reached);
  }

  setTyping(active: boolean): void {
    if (this.#subscription.isLive) this.#typing.set(active);
  }

  /** What is shown has changed, or may have. */
  changed(): void {
    this.view.invalidate();
  }

  standing(): Standing | null {
    return this.#subscription.standing();
  }

  connected(hello: UpFrames["hello"]): void {
    this.#typing.forget();
    this.#subscription.connected(hello);
    this.positions.connected();
  }

  lost(): void {
    this.#typing.forget();
    this.#typingPeople.clear();
    this.positions.lost();
    this.#subscription.lost();
  }

  halt(): void {
    this.positions.halt();
    this.#subscription.halt();
  }

  /** Takes a frame about this conversation. */
  take(frame: DownFrame): void {
    switch (frame.type) {
      case "subscribed":
        return this.#subscribed(frame);
      case "events":
        return this.#happened(frame);
      case "position":
        return this.positions.take(frame);
      case "refused":
        return this.#subscription.refused(refusalIn(frame));
      case "typing": {
        if (frame.user_id === this.#parts.viewerId()) return;
        const expiresMs = this.#parts.welcome()?.typing_ms ?? limits.typingSeconds * 1_000;
        return this.#typingPeople.set(frame.user_id, frame.active, expiresMs);
      }
      case "presence": {
        const entries = frame.people.map((entry) => [entry.user_id, entry] as const);
        this.#presence = { ...this.#presence, ...Object.fromEntries(entries) };
        return this.changed();
      }
    }
  }

  #subscribed(frame: DownFrames["subscribed"]): void {
    const joined = this.#store.follow(frame);
    // Whoever is there is listed anew after this; nobody else is.
    this.#presence = {};
    this.#subscription.answered(joined);
    this.#advanced(frame.snapshot?.messages ?? newMessages(frame.events ?? []));
  }

  #happened({ events }: DownFrames["events"]): void {
    // While an answer is awaited, what comes live may lie behind a hole; the answer contains it.
    if (!this.#subscription.isLive) return;
    if (!this.#store.advance(events)) return this.#subscription.gap();
    const messages = newMessages(events);
    for (const { sender_id } of messages) {
      if (sender_id !== null) this.#typingPeople.set(sender_id, false, 0);
    }
    this.#advanced(messages);
  }

  #advanced(messages: readonly Pick<Message, "client_id" | "sender_id">[]): void {
    const { outbox, receipts } = this.#parts;
    const state = this.#store.state;
    this.positions.folded();
    if (state !== null) {
      const arrived = new Set(messages.map((message) => message.client_id));
      const own = state.messages.filter((message) => arrived.has(message.client_id));
      outbox.seen(own, this.id, state.last_number);
      const receipt = state.receipts[state.viewer_id];
      const takesPart = state.participants.some((person) => person.id === state.viewer_id);
      if (receipt !== undefined) receipts.confirm(this.id, receipt);
      // An administrator who looks in is not someone whom a message was delivered to.
      if (receipt !== undefined || takesPart) {
        const last = state.messages.findLast((message) => message.sender_id !== state.viewer_id);
        if (last !== undefined) receipts.reach(this.id, "delivered", last.number);
      }
    }
    this.changed();
  }

  #view(): ConversationView {
    const { outbox, viewerId } = this.#parts;
    const { refusal } = this.#subscription;
    const state = this.#store.state;
    return {
      status: refusal !== null ? "refused" : state === null ? "loading" : "ready",
      ...(refusal === null ? {} : { refusal }),
      state,
      messages: this.#display.list(
        this.#store,
        outbox.accepted(this.id),
        outbox.entries(this.id),
        viewerId(),
      ),
      hasOlder: this.#store.hasOlder,
      loadingOlder: this.#loading !== null,
      typing: this.#typingPeople.ids,
      presence: this.#presence,
      positions: this.positions.view,
    };
  }
}

/** Who wrote the messages among these events, and under which `client_id`. */
function newMessages(events: DownFrames["events"]["events"]) {
  return events.flatMap((event) =>
    event.type === "message.sent"
      ? [{ client_id: event.data.client_id, sender_id: event.actor_id }]
      : [],
  );
}
