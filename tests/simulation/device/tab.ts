import {
  type Client,
  type Conversation,
  type ConversationView,
  createClient,
  createSession,
  type OutboxEntry,
} from "@relais/client";
import type { Person } from "../people.ts";
import type { Random } from "../random.ts";
import type { Ledger } from "../record/ledger.ts";
import type { Device } from "./device.ts";
import { Life } from "./life.ts";

/** One open tab of a device: a client of the SDK with a life that may end at any moment. */
export class Tab {
  readonly name: string;
  readonly person: Person;
  readonly client: Client;
  readonly life: Life;
  readonly #device: Device;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #unwatch = new Map<string, () => void>();
  #count = 0;

  constructor(name: string, device: Device, random: Random) {
    const { baseUrl, ledger, person, speed, storage, tabs, transports, userId } = device.options;
    this.name = name;
    this.person = person;
    this.#device = device;
    this.#random = random;
    this.#ledger = ledger;
    const { overheard } = device;
    this.life = new Life({ name, user: person, speed, ledger, overheard });
    const { clock, fetch } = this.life;
    const session = createSession({
      baseUrl,
      clock,
      fetch,
      storage: storage.session(this.life),
      locks: tabs.locks(this.life),
    });
    this.client = createClient({
      baseUrl,
      clock,
      fetch,
      getToken: session.getToken,
      viewerId: userId,
      webSocket: this.life.webSocket,
      transports,
      random: random.fork().next,
      outbox: storage.outbox(this.life, (entry) => this.#written(entry)),
      tabs: tabs.means(this.life),
    });
  }

  start(conversationIds: readonly string[]): void {
    this.client.cases.subscribe(() => {});
    for (const id of conversationIds) this.watch(id);
    this.client.start();
  }

  kill(): void {
    this.life.kill();
    this.#device.options.tabs.forget(this.life);
  }

  watch(id: string): void {
    if (this.#unwatch.has(id)) return;
    const conversation = this.client.conversation(id);
    let before = conversation.view.get();
    const look = () => {
      const now = conversation.view.get();
      this.#compare(id, before, now);
      before = now;
    };
    this.#unwatch.set(id, conversation.view.subscribe(look));
  }

  /** Looks elsewhere; the SDK leaves the conversation after a while. */
  lookAway(id: string): void {
    this.#unwatch.get(id)?.();
    this.#unwatch.delete(id);
  }

  /** Whatever a person does in a moment. */
  act(conversationIds: readonly string[]): void {
    const id = this.#random.pick(conversationIds);
    const conversation = this.client.conversation(id);
    this.watch(id);
    this.#random.weighted<() => void>([
      [60, () => this.#write(conversation)],
      [5, () => this.#writeMany(conversation)],
      [15, () => this.#read(conversation)],
      [10, () => conversation.setTyping(this.#random.chance(0.7))],
      [5, () => this.client.setFocused(this.#random.chance(0.5))],
      // What is asked for while there is no network fails, and is asked again by a person.
      [5, () => void conversation.loadOlder().catch(() => {})],
      [5, () => this.lookAway(id)],
    ])();
  }

  /** Messages of this tab that are shown as failed get their retry, as a person would give it. */
  retryFailed(conversationIds: readonly string[]): void {
    for (const id of conversationIds) {
      const conversation = this.client.conversation(id);
      for (const { delivery, key } of conversation.view.get().messages) {
        if (delivery === "failed") conversation.retry(key);
      }
    }
  }

  #write(conversation: Conversation): void {
    // Who may not write has no composer.
    if (!this.#device.options.writes) return;
    this.#count += 1;
    const words = this.#random.pick([
      "Je suis là",
      "D’accord 👍🏽",
      "Où êtes-vous ?",
      "Merci\nbien",
    ]);
    conversation.send(`${this.name} #${this.#count} ${words}`);
  }

  #writeMany(conversation: Conversation): void {
    for (let count = this.#random.between(3, 12); count > 0; count -= 1) this.#write(conversation);
  }

  #read(conversation: Conversation): void {
    if (this.#device.options.writes) conversation.markRead();
  }

  #written(entry: OutboxEntry): void {
    const { client_id, conversation_id, position, text } = entry;
    const { name, options } = this.#device;
    this.#ledger.write({
      client_id,
      conversation_id,
      user_id: options.userId,
      text,
      device: name,
      // Tabs of one device write beside each other; each keeps its own order.
      writer: options.mostTabs > 1 ? this.name : name,
      index: position,
    });
  }

  /** What a person sees never goes back, never repeats itself, and is always in order. */
  #compare(id: string, before: ConversationView, now: ConversationView): void {
    const fault = (what: string) => this.#ledger.fault(`${this.name} saw in ${id}: ${what}`);
    const [from, to] = [before.state?.seq ?? 0, now.state?.seq ?? 0];
    if (to < from) fault(`position ${to} after ${from}`);
    const keys = new Set(now.messages.map((message) => message.key));
    if (keys.size < now.messages.length) fault("a message twice");
    const numbers = now.messages.flatMap(({ number }) => (number === null ? [] : [number]));
    for (const [index, number] of numbers.entries()) {
      const previous = numbers[index - 1];
      if (previous !== undefined && number <= previous) fault(`${number} below ${previous}`);
    }
    for (const { delivery, key } of now.messages) {
      if (delivery === "failed") this.#ledger.failed.add(key);
    }
  }
}
