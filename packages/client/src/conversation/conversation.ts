import {
  type ConversationState,
  checkText,
  type ConversationEvent,
  type DownFrame,
  type DownFrames,
  type FileAddress,
  type Language,
  limits,
  type Message,
  type PresenceEntry,
  type Quote,
  quotedText,
  type ReactionEmoji,
  type Standing,
  type StepResult,
  type UpFrames,
} from "@relais/protocol";
import type { Clock, Random } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import type { PersonsDrafts } from "../drafts/drafts.ts";
import type { Draft } from "../drafts/types.ts";
import { RelaisError, refusalIn, refusalOf } from "../errors.ts";
import { FileAddresses } from "../files/file-addresses.ts";
import type { Recording } from "../files/types.ts";
import type { Http } from "../http/types.ts";
import { outboxFile, outboxVoice } from "../outbox/files.ts";
import type { NewMessage } from "../outbox/item.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { Derived } from "../readable.ts";
import { type ChangeEntry, withChanges } from "../outbox/change.ts";
import { MessageDisplay } from "./displayed.ts";
import { Pages } from "./pages.ts";
import { ConversationMemory } from "../memory/conversation-memory.ts";
import type { DeviceMemory } from "../memory/types.ts";
import { Pictures } from "../files/pictures.ts";
import { ConversationPositions } from "../position/positions.ts";
import type { GeolocationSource, WakeLockSource } from "../position/types.ts";
import type { Receipts } from "./receipts.ts";
import { ConversationStore } from "./store.ts";
import { Subscription } from "./subscription.ts";
import { TypingPeople, TypingThrottle } from "./typing.ts";
import type { Conversation, ConversationView, SendOptions, StepAnswer } from "./types.ts";

export type ConversationParts = {
  clock: Clock;
  random: Random;
  connection: Connection;
  outbox: Outbox;
  drafts: PersonsDrafts;
  receipts: Receipts;
  http: Http;
  fetch: typeof fetch;
  /** What this device keeps of the viewer; null: nothing. */
  memory: DeviceMemory | null;
  /** What was asked for before; null: nothing was. */
  early: ((id: string) => Promise<ConversationState | null>) | null;
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
  readonly #addresses: FileAddresses;
  readonly #typing: TypingThrottle;
  readonly #typingPeople: TypingPeople;
  readonly #pages: Pages;
  readonly #memory: ConversationMemory;
  readonly #pictures: Pictures;
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
      position: () => this.#store.position,
      useless: () => this.#memory.forget(),
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
    this.#memory = new ConversationMemory(id, parts, this.#store);
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
    this.#typingPeople = new TypingPeople(clock, () => this.changed());
  }

  send(
    text: string,
    { replyTo, files = [], quickAnswer, mentions, step, planned }: SendOptions = {},
  ): string {
    // What a procedure shows comes with it: then, too, nothing need be said.
    const shows = files.length > 0 || planned !== undefined;
    const words = text.trim() === "" && shows ? "" : this.#check(text);
    const proven = step === undefined ? undefined : { id: step };
    return this.#post(words, {
      files: files.map(outboxFile),
      replyTo,
      quickAnswer,
      mentions,
      step: proven,
      planned,
    });
  }

  answerStep(
    stepId: string,
    result: StepResult,
    { words = "", files = [] }: { words?: string; files?: readonly File[] } = {},
  ): string {
    const text = words.trim() === "" ? "" : this.#check(words);
    const step = { id: stepId, result };
    return this.#post(text, { files: files.map(outboxFile), replyTo: undefined, step });
  }

  sendVoice(
    recording: Recording,
    { replyTo, step }: { replyTo?: number; step?: string } = {},
  ): string {
    const proven = step === undefined ? undefined : { id: step };
    return this.#post("", { files: [outboxVoice(recording)], replyTo, step: proven });
  }

  #post(
    words: string,
    { replyTo, ...more }: Omit<NewMessage, "replyTo"> & { replyTo: number | undefined },
  ): string {
    const quote = replyTo === undefined ? undefined : quoteOf(replyTo, this.#at(replyTo));
    this.#store.showNewest();
    // Whoever receives the message knows that its writer has stopped typing.
    this.#typing.forget();
    return this.#parts.outbox.add(this.id, words, { ...more, replyTo: quote });
  }

  draft(): Draft {
    return this.#parts.drafts.get(this.id);
  }

  setDraft(draft: Draft): void {
    this.#parts.drafts.set(this.id, draft);
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

  edit(number: number, text: string): Promise<void> {
    try {
      const checked = this.#check(text);
      // What it says already is no change, and would be shown as one until its event came.
      if (this.#at(number)?.text === checked) return Promise.resolve();
      return this.#parts.outbox.change(this.id, { type: "edit", number, text: checked });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  delete(number: number): Promise<void> {
    return this.#parts.outbox.change(this.id, { type: "delete", number });
  }

  react(number: number, emoji: ReactionEmoji | null): Promise<void> {
    const given = this.#at(number)?.reactions[this.#viewer ?? ""] ?? null;
    if (given === emoji) return Promise.resolve();
    return this.#parts.outbox.change(this.id, { type: "react", number, emoji });
  }

  /** A message as it is shown, changes on their way included. */
  #at(number: number): Message | undefined {
    const message = this.#store.shown.find((one) => one.number === number);
    return message && this.#changed([message])[0];
  }

  get #viewer(): string | null {
    return this.#parts.viewerId() ?? this.#store.state?.viewer_id ?? null;
  }

  /** Messages as if what is on its way had happened; what was refused has not. */
  #changed(messages: readonly Message[]): readonly Message[] {
    const { outbox } = this.#parts;
    const waiting = outbox.changes(this.id).filter(({ state }) => state === "waiting");
    const entries: readonly ChangeEntry[] = [...outbox.acceptedChanges(this.id), ...waiting];
    return entries.length === 0 ? messages : withChanges(messages, entries, this.#viewer ?? "");
  }

  #check(text: string): string {
    const characters = this.#parts.welcome()?.limits.text_characters ?? limits.textCharacters;
    const check = checkText(text, characters);
    if (!check.ok) throw new RelaisError(refusalOf(check.code, this.#parts.language() ?? "fr"));
    return check.text;
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

  halt(): void {
    this.#memory.flush();
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
    if (frame.snapshot !== undefined) this.#parts.outbox.renewed(this.id);
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

  /** Answers on their way, until the step itself says them. */
  #answers(): StepAnswer[] {
    const { outbox } = this.#parts;
    const last = this.#store.state?.last_number ?? 0;
    const accepted = outbox
      .accepted(this.id)
      .filter(({ sent }) => sent.number > last)
      .map(({ entry }) => ({ entry, state: "sent" as const }));
    const waiting = outbox.messages(this.id).map((entry) => ({ entry, state: entry.state }));
    return [...accepted, ...waiting].flatMap(({ entry, state }) => {
      const { client_id, step, refusal } = entry;
      if (step?.result === undefined) return [];
      const answer = { client_id, step_id: step.id, result: step.result, state };
      return [refusal === undefined ? answer : { ...answer, refusal }];
    });
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
        {
          accepted: outbox.accepted(this.id),
          messages: outbox.messages(this.id),
          changes: outbox.changes(this.id),
          progressOf: (entry) => outbox.progressOf(entry),
        },
        viewerId(),
        (messages) => this.#changed(messages),
      ),
      hasOlder: this.#store.hasOlder,
      loadingOlder: this.#pages.isLoading("older"),
      hasNewer: this.#store.excerpt !== null,
      loadingNewer: this.#pages.isLoading("newer"),
      typing: this.#typingPeople.ids,
      recording: this.#typingPeople.recording,
      presence: this.#presence,
      answers: this.#answers(),
      positions: this.positions.view,
    };
  }
}

/** What an answer shows of the message that it answers, until the server says it. */
function quoteOf(number: number, message: Message | undefined): Quote {
  // A draft of another device may answer what has not been read here.
  const { id, sender_id, text } = message ?? { id: "", sender_id: null, text: "" };
  return { id, number, sender_id, text: quotedText(text), deleted: false };
}

/** Who wrote the messages among these events, and under which `client_id`. */
function newMessages(events: DownFrames["events"]["events"]) {
  return events.flatMap((event) =>
    event.type === "message.sent"
      ? [{ client_id: event.data.client_id, sender_id: event.actor_id }]
      : [],
  );
}
