import { randomUUID } from "node:crypto";
import {
  type Actor,
  type Core,
  findPair,
  openPair,
  pairHeads,
  readSpan,
  RefusedError,
} from "@relais/core";
import type { DownFrame, DownFrames, Language } from "@relais/protocol";
import type { Interpreter, Link } from "@relais/realtime";
import { readAllOf } from "../messages/mark-read.ts";
import { sidesOf, tell } from "../messages/tell.ts";
import type { WireMessage } from "../to-wire/message.ts";
import { pairKind } from "../words.ts";
import { Calls } from "./calls.ts";
import type { WireEvents } from "./from-wire.ts";
import { type Hall, type Met, packet } from "./hall.ts";
import type { Recovered } from "./recovering-adapter.ts";
import { placeIn, start, Trail } from "./trail.ts";

/** Conversations that are followed from the beginning, the newest first: more would be too many frames at once. */
const followedAtOnce = 150;
/** Own messages whose news is still to come. */
const ownRemembered = 100;

export type SessionOptions = {
  readonly core: Core;
  readonly token: string;
  readonly language: Language;
  readonly origin: string;
  readonly hall: Hall;
  /** Where a client stood that comes back. */
  readonly from: Recovered | undefined;
};

/** One client of this API, who hears of all conversations that they have with somebody. */
export class Session implements Interpreter {
  /** Frames of this connection say something to it alone; what is alike for all is kept in the hall. */
  readonly room: object = this;
  readonly trail: Trail;
  /** Resolves once everything is followed; rejects when the client may not be here. */
  readonly ready: Promise<void>;
  readonly #link: Link;
  readonly #calls: Calls;
  readonly #options: SessionOptions;
  /** By conversation: the other person. */
  readonly #others = new Map<string, string>();
  readonly #unread = new Map<string, number>();
  readonly #own = new Set<string>();
  #total: number | undefined;
  #begun = false;
  #settle!: { resolve: () => void; reject: (error: Error) => void };

  constructor(link: Link, options: SessionOptions) {
    this.#link = link;
    this.#calls = new Calls(link);
    this.#options = options;
    this.trail = new Trail(options.from?.positions);
    this.ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  get actor(): Actor {
    const actor = this.#link.actor();
    if (actor === undefined) throw new RefusedError("token_invalid");
    return actor;
  }

  opened(): void {
    const { token, language } = this.#options;
    this.#link.receive({
      type: "hello",
      version: 1,
      // An access token has three parts, a ticket has not.
      ...(token.split(".").length === 3 ? { token } : { ticket: token }),
      language,
      client: "garage",
    });
  }

  /** Socket.IO reads what a client says; nothing comes this way. */
  heard(): void {}

  interpret(frame: DownFrame): string[] {
    switch (frame.type) {
      case "welcome":
        void this.#begin();
        return [];
      case "subscribed":
        this.#calls.answered(frame);
        return this.#events(frame.conversation_id, frame.events ?? []);
      case "ack":
        this.#calls.answered(frame);
        return [];
      case "refused":
        if (frame.ref === undefined) this.end();
        else this.#calls.answered(frame);
        return [];
      case "events":
        return this.#events(frame.conversation_id, frame.events);
      case "typing":
        return [packet("typing", { userId: frame.user_id, isTyping: frame.active })];
      case "counters":
        return this.#count(frame);
      case "cases":
        this.#calls.answered(frame);
        this.#meet(frame);
        return [];
      case "bye":
        this.end();
        return [];
      default:
        return [];
    }
  }

  /** Nobody is here any more, or never was. */
  end(): void {
    const error = new Error("unauthorized");
    this.#settle.reject(error);
    this.#calls.end(error);
  }

  async join(target: WireEvents["join-room"]): Promise<{ room: string }> {
    if (this.#others.has(target)) return { room: target };
    try {
      const { conversation_id } = await findPair(this.#options.core, this.actor, pairKind, target);
      return { room: conversation_id ?? target };
    } catch (error) {
      if (!(error instanceof RefusedError && error.code === "not_found")) throw error;
      await this.#follow(target, undefined);
      return { room: target };
    }
  }

  async send(input: WireEvents["send-message"]): Promise<{ message: WireMessage }> {
    const { core, language, origin } = this.#options;
    const { receiverId, content, appointmentId } = input;
    const client_id = input.clientId ?? randomUUID();
    const { other, conversation_id } = await openPair(core, this.actor, pairKind, receiverId);
    this.#remember(client_id);
    const answer = await this.#calls.ask({
      type: "send",
      conversation_id,
      client_id,
      text: content,
      ...(appointmentId != null && { about: appointmentId }),
    });
    const number = answer.type === "ack" ? answer.sent?.number : undefined;
    if (number === undefined) throw new RefusedError("internal");
    const span = await readSpan(core, this.actor, conversation_id, { from: number, count: 1 });
    const told = { conversation_id, ...sidesOf(core, this.actor, other) };
    const [message] = await tell(core, { language, origin }, this.actor, told, span);
    if (message === undefined) throw new RefusedError("not_found");
    return { message };
  }

  async type({ receiverId, isTyping }: WireEvents["typing"]): Promise<object> {
    const conversation_id = await this.#with(receiverId);
    if (conversation_id !== null) {
      this.#link.receive({ type: "typing", conversation_id, active: isTyping });
    }
    return {};
  }

  async markRead({ senderId }: WireEvents["mark-read"]): Promise<{ count: number }> {
    return { count: await readAllOf(this.#options.core, this.actor, senderId) };
  }

  async #begin(): Promise<void> {
    const { core, from } = this.#options;
    try {
      const { actor } = this;
      if (from !== undefined && from.user_id !== actor.id) return this.end();
      const { revision, heads } = await pairHeads(core, actor, pairKind, followedAtOnce);
      for (const head of heads) this.#know(head);
      const following = heads.map(({ conversation_id, seq }) =>
        this.#follow(conversation_id, from?.positions.get(conversation_id) ?? seq),
      );
      await Promise.all([...following, this.#calls.ask({ type: "watch_cases", after: revision })]);
      this.#begun = true;
      this.#settle.resolve();
      this.#link.say(this.#told(true));
    } catch {
      this.end();
    }
  }

  #know(met: Met): void {
    const { conversation_id, customer_id, worker_id } = met;
    this.#options.hall.know(met);
    this.#others.set(conversation_id, customer_id === this.actor.id ? worker_id : customer_id);
  }

  async #follow(conversation_id: string, after: number | undefined): Promise<void> {
    this.trail.follow(conversation_id, after ?? 0);
    const from = after === undefined ? {} : { after };
    await this.#calls.ask({ type: "subscribe", conversation_id, ...from });
  }

  #events(conversation_id: string, events: DownFrames["events"]["events"]): string[] {
    const { organization_id } = this.actor;
    return events.flatMap((event) => {
      const text = this.#options.hall.textOf(organization_id, conversation_id, event);
      if (text === null) return [];
      const place = placeIn(text);
      if (place !== undefined) this.trail.push(place);
      return this.#isOwn(event) ? [] : [text];
    });
  }

  /** The acknowledgement brings one's own message. */
  #isOwn(event: DownFrames["events"]["events"][number]): boolean {
    if (event.type !== "message.sent" || event.actor_id !== this.actor.id) return false;
    return event.data.client_id !== null && this.#own.delete(event.data.client_id);
  }

  /** Somebody whom one has not written with before. */
  #meet({ changed }: DownFrames["cases"]): void {
    for (const { kind, conversation_id, customer, assignee } of changed) {
      if (kind !== pairKind || conversation_id === null || assignee === null) continue;
      if (this.#others.has(conversation_id)) continue;
      if (customer.id !== this.actor.id && assignee.id !== this.actor.id) continue;
      this.#know({ conversation_id, customer_id: customer.id, worker_id: assignee.id });
      this.#follow(conversation_id, 0).catch(() => this.#others.delete(conversation_id));
    }
  }

  #count({ complete, counters }: DownFrames["counters"]): string[] {
    if (complete) this.#unread.clear();
    for (const { conversation_id, unread } of counters) this.#unread.set(conversation_id, unread);
    return this.#begun ? this.#told(false) : [];
  }

  /** What is unread altogether, when it has changed; at the beginning, with where one would go on from. */
  #told(first: boolean): string[] {
    let total = 0;
    for (const [id, unread] of this.#unread) if (this.#others.has(id)) total += unread;
    if (total === this.#total && !first) return [];
    this.#total = total;
    return [packet("unread-count", { total }, ...(first ? [start] : []))];
  }

  async #with(personId: string): Promise<string | null> {
    for (const [conversation_id, other] of this.#others) {
      if (other === personId) return conversation_id;
    }
    return (await findPair(this.#options.core, this.actor, pairKind, personId)).conversation_id;
  }

  #remember(client_id: string): void {
    this.#own.add(client_id);
    const [oldest] = this.#own;
    if (this.#own.size > ownRemembered && oldest !== undefined) this.#own.delete(oldest);
  }
}
