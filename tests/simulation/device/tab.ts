import {
  type Client,
  type Conversation,
  type ConversationView,
  createClient,
  createSession,
  type DisplayedMessage,
  type OutboxEntry,
} from "@relais/client";
import { type Refusal, reactionEmojis } from "@relais/protocol";
import type { Person } from "../people.ts";
import type { Random } from "../random.ts";
import type { Ledger } from "../record/ledger.ts";
import type { Device } from "./device.ts";
import { Life } from "./life.ts";
import { answerStep, draft, sendFiles, share } from "./moments.ts";
import { someRecording } from "./sample-files.ts";
import { walk } from "./walk.ts";

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
      drafts: storage.drafts(this.life),
      geolocation: walk(clock, random.fork()),
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
    const rich = this.#device.options.rich ? 1 : 0;
    this.#random.weighted<() => void>([
      [50, () => this.#write(conversation)],
      [8, () => this.#answer(conversation)],
      [8, () => this.#edit(conversation)],
      [3, () => this.#delete(conversation)],
      [10, () => this.#react(conversation)],
      [3, () => this.#lookBack(conversation)],
      [5, () => this.#writeMany(conversation)],
      [15, () => this.#read(conversation)],
      [5 * rich, () => this.#perhaps(() => sendFiles(conversation, this.#random, this.#words()))],
      [2 * rich, () => this.#perhaps(() => conversation.sendVoice(someRecording(this.#random)))],
      [12 * rich, () => this.#perhaps(() => answerStep(conversation, this.#random, this.#words()))],
      [6, () => this.#perhaps(() => share(conversation, this.#random))],
      [6, () => this.#perhaps(() => draft(conversation, this.#random, this.#words()))],
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
      for (const { delivery, key, refusal } of conversation.view.get().messages) {
        if (delivery !== "failed") continue;
        // What one answered is gone: a person gives the answer up.
        if (refusal?.code === "message_deleted") this.#giveUp(conversation, key, refusal);
        // So is a message whose files are not taken, or whose step takes no proof.
        else if (/^(file|step)_/.test(refusal?.code ?? ""))
          this.#giveUp(conversation, key, refusal);
        else conversation.retry(key);
      }
      // A step that was closed meanwhile takes no answer any more.
      for (const { client_id, refusal, state } of conversation.view.get().answers) {
        if (state === "failed") this.#giveUp(conversation, client_id, refusal);
      }
    }
  }

  #giveUp(conversation: Conversation, key: string, refusal: Refusal | undefined): void {
    this.#ledger.giveUp(key, `${this.name} was told ${refusal?.code}`);
    conversation.discard(key);
  }

  /** A message that stands on the screen, of oneself or of anybody. */
  #pickMessage(conversation: Conversation, own: boolean): DisplayedMessage | undefined {
    if (!this.#device.options.writes) return undefined;
    const standing = conversation.view
      .get()
      .messages.filter(
        (message) =>
          message.number !== null &&
          message.kind === "text" &&
          message.deleted_at === null &&
          (!own || message.delivery !== "received"),
      );
    return standing.length === 0 ? undefined : this.#random.pick(standing.slice(-20));
  }

  #answer(conversation: Conversation): void {
    const message = this.#pickMessage(conversation, false);
    if (message !== undefined) this.#write(conversation, message.number ?? undefined);
  }

  #edit(conversation: Conversation): void {
    const message = this.#pickMessage(conversation, true);
    this.#count += 1;
    // Somebody else may have deleted it meanwhile.
    if (message?.number) {
      const text = `${this.name} corrects ${this.#count}${this.#perhapsLink()}`;
      conversation.edit(message.number, text).catch(() => {});
    }
  }

  #delete(conversation: Conversation): void {
    const message = this.#pickMessage(conversation, true);
    if (message?.number) conversation.delete(message.number).catch(() => {});
  }

  #react(conversation: Conversation): void {
    const message = this.#pickMessage(conversation, false);
    const emoji = this.#random.chance(0.3) ? null : this.#random.pick(reactionEmojis);
    if (message?.number) conversation.react(message.number, emoji).catch(() => {});
  }

  #lookBack(conversation: Conversation): void {
    const last = conversation.view.get().state?.last_number ?? 0;
    if (this.#random.chance(0.3)) conversation.showNewest();
    else if (last > 0) {
      conversation.showAround(this.#random.between(1, last)).catch(() => {});
    }
  }

  /** Who may not write has no composer. */
  #perhaps(act: () => void): void {
    if (this.#device.options.writes) act();
  }

  #write(conversation: Conversation, replyTo?: number): void {
    const options = replyTo === undefined ? {} : { replyTo };
    this.#perhaps(() => conversation.send(this.#words(), options));
  }

  #words(): string {
    this.#count += 1;
    const words = this.#random.pick([
      "Je suis là",
      "D’accord 👍🏽",
      "Où êtes-vous ?",
      "Merci\nbien",
    ]);
    return `${this.name} #${this.#count} ${words}${this.#perhapsLink()}`;
  }

  /** Some messages have a link, which the server looks at meanwhile. */
  #perhapsLink(): string {
    const { link } = this.#device.options;
    return this.#random.chance(0.1) ? ` ${link(this.#random.between(1, 40))}` : "";
  }

  #writeMany(conversation: Conversation): void {
    for (let count = this.#random.between(3, 12); count > 0; count -= 1) this.#write(conversation);
  }

  #read(conversation: Conversation): void {
    if (this.#device.options.writes) conversation.markRead();
  }

  #written(entry: OutboxEntry): void {
    // A change of a message is looked for in that message, not among messages.
    if (entry.change !== undefined) return;
    const { client_id, conversation_id, files, position, step, text } = entry;
    const { name, options } = this.#device;
    this.#ledger.write({
      client_id,
      conversation_id,
      user_id: options.userId,
      text,
      device: name,
      // Tabs of one device write beside each other; each keeps its own order. Nothing waits for what has files.
      writer: files !== undefined ? client_id : options.mostTabs > 1 ? this.name : name,
      answers: step !== undefined,
      index: position,
    });
  }

  /** What a person sees never goes back, never repeats itself, and is always in order. */
  #compare(id: string, before: ConversationView, now: ConversationView): void {
    const fault = (what: string) => this.#ledger.fault(`${this.name} saw in ${id}: ${what}`);
    const [from, to] = [before.state?.seq ?? 0, now.state?.seq ?? 0];
    // Whoever may read it no more holds nothing of it.
    if (now.status !== "refused" && to < from) fault(`position ${to} after ${from}`);
    const keys = new Set(now.messages.map((message) => message.key));
    if (keys.size < now.messages.length) fault("a message twice");
    const numbers = now.messages.flatMap(({ number }) => (number === null ? [] : [number]));
    for (const [index, number] of numbers.entries()) {
      const previous = numbers[index - 1];
      if (previous !== undefined && number <= previous) fault(`${number} below ${previous}`);
    }
    for (const { delivery, key } of now.messages) {
      if (delivery === "failed") this.#ledger.fail(key);
    }
  }
}
