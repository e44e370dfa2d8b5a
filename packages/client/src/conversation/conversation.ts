import {
  type ConversationEvent,
  type DownFrame,
  type DownFrames,
  deviceLimits,
  type FileAddress,
  type Message,
  type PresenceEntry,
  type ReactionEmoji,
  type Standing,
  type UpFrames,
} from "@relais/protocol";
import { counterOf } from "../cases/counter-of.ts";
import type { Draft } from "../drafts/types.ts";
import { refusalIn } from "../errors.ts";
import { FileAddresses } from "../files/file-addresses.ts";
import { Pictures } from "../files/pictures.ts";
import { ConversationMemory } from "../memory/conversation-memory.ts";
import { ConversationPositions } from "../position/positions.ts";
import { Derived } from "../readable.ts";
import { answersOf } from "./answers.ts";
import { MessageDisplay } from "./displayed.ts";
import { LostWords } from "./lost-words.ts";
import { newMessages } from "./new-messages.ts";
import { Pages } from "./pages.ts";
import type { ConversationParts } from "./parts.ts";
import { ConversationStore } from "./store.ts";
import { Subscription } from "./subscription.ts";
import type { Conversation, ConversationView, SendOptions } from "./types.ts";
import { TypingPeople, TypingThrottle } from "./typing.ts";
import { Writing } from "./writing.ts";

/** One conversation, put together from its parts. The client brings it its frames. */
export class FollowedConversation implements Conversation {
  readonly id: string;
  readonly view: Derived<ConversationView>;
  readonly positions: ConversationPositions;
  readonly #parts: ConversationParts;
  readonly #store = new ConversationStore();
  readonly #display = new MessageDisplay();
  readonly #subscription: Subscription;
  readonly #addresses: FileAddresses;
  readonly #typing: TypingThrottle;
  readonly #writing: Writing;
  readonly #typingPeople: TypingPeople;
  readonly #pages: Pages;
  readonly #memory: ConversationMemory;
  readonly #pictures: Pictures;
  readonly #lost: LostWords;
  #presence: Readonly<Record<string, PresenceEntry>> = {};

  constructor(id: string, parts: ConversationParts) {
    this.id = id;
    this.#parts = parts;
    const { clock, connection, http, outbox } = parts;
    this.view = new Derived(
      () => this.#view(),
      (watched) => {
        if (watched) outbox.open();
        if (!watched) return this.#subscription.want(false);
        this.#memory.restore((found) => {
          if (found) this.#advanced([]);
          // Whoever has left meanwhile wants nothing.
          if (this.view.isWatched) this.#subscription.want(true);
        });
      },
    );
    this.#subscription = new Subscription({
      conversationId: id,
      clock,
      isConnected: () => connection.isConnected,
      ask: (request, answer) => connection.ask(request, answer),
      tokenEnded: () => connection.renewToken(),
      place: () => this.#store.place,
      ended: () => parts.count(id, null),
      useless: (why) => {
        if (why === "barred") return this.#memory.forget(why);
        this.beginAnew(false);
        parts.foreign();
      },
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
    this.#pages = new Pages({
      store: this.#store,
      history: (query) => http.history(id, query),
      changed: () => {
        this.#memory.changed();
        this.changed();
      },
    });
    this.#lost = new LostWords(id, parts);
    this.#memory = new ConversationMemory(id, parts, this.#store, (kept) => {
      this.#lost.remember(kept);
      parts.foreign();
    });
    this.#addresses = new FileAddresses(clock, (ids) => parts.http.fileAddresses(id, ids));
    this.#pictures = new Pictures(parts.memory, parts.fetch, (file) => this.#addresses.get(file));
    this.#typing = new TypingThrottle(clock.now, (activity) =>
      connection.send({
        type: "typing",
        conversation_id: id,
        active: activity !== null,
        ...(activity === "recording" && { recording: true }),
      }),
    );
    this.#writing = new Writing({
      ...parts,
      id,
      store: this.#store,
      // Whoever receives the message knows that its writer has stopped typing.
      posted: () => this.#typing.forget(),
    });
    this.#typingPeople = new TypingPeople(clock, () => this.changed());
  }

  send(text: string, options?: SendOptions): string {
    return this.#writing.send(text, options);
  }

  answerStep(...answer: Parameters<Conversation["answerStep"]>): string {
    return this.#writing.answerStep(...answer);
  }

  sendVoice(...voice: Parameters<Conversation["sendVoice"]>): string {
    return this.#writing.sendVoice(...voice);
  }

  edit(number: number, text: string): Promise<void> {
    return this.#writing.edit(number, text);
  }

  delete(number: number): Promise<void> {
    return this.#writing.delete(number);
  }

  react(number: number, emoji: ReactionEmoji | null): Promise<void> {
    return this.#writing.react(number, emoji);
  }

  draft(): Draft {
    return this.#parts.drafts.get(this.id);
  }

  setDraft(draft: Draft): void {
    this.#parts.drafts.set(this.id, draft);
  }

  async chosen(): Promise<readonly File[]> {
    return (await this.#parts.memory?.chosen(this.id)) ?? [];
  }

  keepChosen(files: readonly File[]): void {
    void this.#parts.memory?.keepChosen(this.id, files);
  }

  pause(clientId: string): void {
    this.#parts.outbox.pause(clientId, true);
  }

  resume(clientId: string): void {
    this.#parts.outbox.pause(clientId, false);
  }

  fileAddress(id: string): Promise<FileAddress | null> {
    return this.#addresses.get(id);
  }

  picture(id: string): Promise<Blob | null> {
    return this.#pictures.get(id);
  }

  get #viewer(): string | null {
    return this.#parts.viewerId() ?? this.#store.state?.viewer_id ?? null;
  }

  retry(clientId: string): void {
    this.#parts.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.#parts.outbox.discard(clientId);
  }

  loadOlder(): Promise<void> {
    return this.#pages.older();
  }

  loadNewer(): Promise<void> {
    return this.#pages.newer();
  }

  showAround(number: number): Promise<void> {
    return this.#pages.around(number);
  }

  showNewest(): void {
    this.#store.showNewest();
    this.changed();
  }

  markRead(number?: number): void {
    const state = this.#store.state;
    if (state === null) return;
    const reached = Math.min(number ?? state.last_number, state.last_number);
    this.#parts.receipts.reach(this.id, "read", reached);
  }

  setTyping(active: boolean): void {
    if (this.#subscription.isLive) this.#typing.set("typing", active);
  }

  setRecording(active: boolean): void {
    if (this.#subscription.isLive) this.#typing.set("recording", active);
  }

  /** It is followed for a while yet, and nobody looks. */
  get lingers(): boolean {
    return this.#subscription.isLive && !this.view.isWatched;
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

  /** Keeps what has changed at once: the page may go. */
  flush(): void {
    this.#memory.flush();
  }

  /** What is here is of a journal that is gone. `asks`: nobody else asks for what there is now. */
  beginAnew(asks: boolean): void {
    const { state, older } = this.#store;
    if (!this.#store.becomeStale()) return;
    if (state !== null) this.#lost.remember({ state, older });
    this.#memory.forget("stale");
    this.#subscription.beginAnew(asks);
    this.changed();
  }

  /** Looks whether what was kept here of a journal that is gone holds words that the present one lacks. */
  recover(): void {
    this.#memory.restore((found) => {
      if (found) this.#advanced([]);
      if (this.view.isWatched) return this.#subscription.want(true);
      if (this.#lost.isEmpty) return;
      this.#subscription.want(true);
      this.#subscription.want(false);
    });
  }

  halt(): void {
    this.#memory.flush();
    this.positions.halt();
    this.#subscription.halt();
  }

  /** Takes a frame about this conversation, or about its case. */
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
      case "cases":
        return this.#subscription.told();
      case "typing": {
        if (frame.user_id === this.#parts.viewerId()) return;
        const expiresMs = this.#parts.welcome()?.typing_ms ?? deviceLimits.typingSeconds * 1_000;
        const activity = frame.recording ? "recording" : "typing";
        return this.#typingPeople.set(frame.user_id, frame.active ? activity : null, expiresMs);
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
    if (frame.snapshot !== undefined) {
      this.#parts.outbox.renewed(this.id);
      void this.#lost.recover(frame.snapshot);
    }
    this.#heard(frame.events ?? []);
    // Whoever is there is listed anew after this; nobody else is.
    this.#presence = {};
    this.#subscription.answered(joined);
    this.#advanced(frame.snapshot?.messages ?? newMessages(frame.events ?? []));
  }

  #happened({ events }: DownFrames["events"]): void {
    // While an answer is awaited, what comes live may lie behind a hole; the answer contains it.
    if (!this.#subscription.isLive) return;
    if (!this.#store.advance(events)) return this.#subscription.gap();
    this.#heard(events);
    const messages = newMessages(events);
    for (const { sender_id } of messages) {
      if (sender_id !== null) this.#typingPeople.set(sender_id, null, 0);
    }
    this.#advanced(messages);
  }

  /** One's own changes are no longer shown in advance once they came. */
  #heard(events: readonly ConversationEvent[]): void {
    const own = events.filter((event) => event.actor_id === this.#viewer);
    this.#parts.outbox.told(this.id, own);
  }

  #advanced(messages: readonly Pick<Message, "client_id" | "sender_id">[]): void {
    const { outbox, receipts } = this.#parts;
    const state = this.#store.state;
    this.#memory.changed();
    this.positions.folded();
    if (state !== null) {
      const arrived = new Set(messages.map((message) => message.client_id));
      const own = state.messages.filter((message) => arrived.has(message.client_id));
      outbox.seen(own, this.id, state.last_number);
      const receipt = state.receipts[state.viewer_id];
      if (this.#subscription.isLive) this.#parts.count(this.id, counterOf(state));
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
      subject: state?.case.title ?? outbox.subjectIn(this.id),
      current: this.#subscription.isLive,
      messages: this.#display.list(
        this.#store,
        {
          accepted: outbox.accepted(this.id),
          messages: outbox.messages(this.id),
          changes: outbox.changes(this.id),
          progressOf: (entry) => outbox.progressOf(entry),
        },
        viewerId(),
        (messages) => this.#writing.changed(messages),
      ),
      hasOlder: this.#store.hasOlder,
      loadingOlder: this.#pages.isLoading("older"),
      hasNewer: this.#store.excerpt !== null,
      loadingNewer: this.#pages.isLoading("newer"),
      typing: this.#typingPeople.ids,
      recording: this.#typingPeople.recording,
      presence: this.#presence,
      answers: answersOf(outbox, this.id, state?.last_number ?? 0),
      positions: this.positions.view,
    };
  }
}
