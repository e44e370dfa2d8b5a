import type { CaseView, ConversationEvent, Message } from "@relais/protocol";
import { RelaisError } from "../errors.ts";
import { randomId } from "../random-id.ts";
import { Value } from "../readable.ts";
import { within } from "../within.ts";
import { Accepted, type AcceptedEntry, type Acknowledged } from "./accepted.ts";
import { type Change, type ChangeEntry, isChange } from "./change.ts";
import { asNew, needsUpload, OutboxFiles } from "./files.ts";
import {
  freshItem,
  type Item,
  landed,
  type NewEntry,
  type NewMessage,
  type OutboxOptions,
  type Promised,
  type Said,
  type StatusItem,
  saying,
} from "./item.ts";
import { Items } from "./items.ts";
import { Sender } from "./sender.ts";
import { Tabs, type TabWord } from "./tabs.ts";
import type { OutboxEntry, StatusEntry, StatusStep } from "./types.ts";

/** What is written must go all the same when the storage does not answer. What an earlier tab left is waited for longer. */
const patienceMs = 2_000;
const listMs = 10_000;

/**
 * Messages, changes of messages, and steps of cases that the server does not have yet. Kept in a storage until
 * acknowledged, sent in the order of each conversation and case: the next one goes when the one before it was answered, because a refusal
 * « later » of the first must not let the second overtake it.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #tabs: Tabs;
  readonly #files: OutboxFiles;
  readonly #items: Items;
  readonly #sender: Sender;
  /** How many messages, changes and steps of the person the server does not have. */
  readonly unsent = new Value(0);
  /** Conversations in which some of them were refused for good, by id. */
  readonly failedIn = new Value<readonly string[]>([]);
  readonly #accepted = new Accepted();
  /** Whoever asked for a change since the page was opened. */
  readonly #promised = new Map<string, Promised>();
  /** One storage operation at a time, so that reading never misses what is being written. */
  #work: Promise<unknown> = Promise.resolve();
  #opened = false;

  constructor(options: OutboxOptions) {
    const { changed } = options;
    this.#options = {
      ...options,
      changed: (conversationId) => {
        this.unsent.set(this.#items.mine().length);
        this.failedIn.set(this.#items.failedIn(this.failedIn.get()));
        changed(conversationId);
      },
    };
    this.#items = new Items(options.viewerId);
    this.#files = new OutboxFiles(options.files);
    this.#sender = new Sender(this.#options, this.#items, this.#files, {
      updated: (item, entry) => this.#update(item, entry),
      accepted: (item, { sent, revision }) => this.#settle(item, { sent, revision }),
      failed: ({ entry }, refusal) => this.#promisedBy(entry)?.fail(new RelaisError(refusal)),
    });
    const { shared } = options.storage;
    this.#tabs = new Tabs({
      // Tabs of different people share the storage, but nobody sends for another.
      name: () => (shared === undefined ? null : `${shared} ${options.viewerId()}`),
      clock: options.clock,
      means: options.tabs,
      heard: (word) => this.#hear(word),
      leads: (leads) => this.#lead(leads),
    });
  }

  /** Reads what an earlier tab left; not before it is known who is here. */
  open(): void {
    if (this.#opened || this.#options.viewerId() === null) return;
    this.#opened = true;
    this.#tabs.open();
    this.#reload();
  }

  async close(): Promise<void> {
    this.lost();
    this.#opened = false;
    this.#tabs.close();
    await this.#do(() => this.#kept(this.#options.storage.close()));
  }

  /** Messages of a conversation that wait or have failed, in order. */
  messages(conversationId: string): readonly OutboxEntry[] {
    return this.#items.entries(conversationId).filter((entry) => !isChange(entry));
  }

  /** What a conversation was about when something that waits or has failed was last written there. */
  subjectIn(conversationId: string): string | null {
    return this.messages(conversationId).findLast(({ subject }) => subject)?.subject ?? null;
  }

  /** Changes of its messages that wait or have failed, in order. */
  changes(conversationId: string): readonly ChangeEntry[] {
    return this.#items.entries(conversationId).filter(isChange);
  }

  /** Messages on the server's disk whose event has not come. */
  accepted(conversationId: string): readonly AcceptedEntry[] {
    return this.#accepted.messages(conversationId);
  }

  /** Changes on the server's disk whose event has not come. */
  acceptedChanges(conversationId: string): readonly ChangeEntry[] {
    return this.#accepted.changes(conversationId);
  }

  /** From 0 to 1, of the files of an entry. */
  progressOf(entry: OutboxEntry): number {
    return this.#files.progressOf(entry);
  }

  /** Puts a message in, and returns its `client_id`. */
  add(conversationId: string, text: string, message: NewMessage = {}): string {
    return this.#put(conversationId, saying(text, message));
  }

  /** Puts a change in. Resolves when it is on the server's disk; rejects when it is refused for good. */
  change(conversationId: string, change: Change): Promise<void> {
    const clientId = this.#put(conversationId, { text: "", change });
    return new Promise((settle, fail) => this.#promised.set(clientId, { settle, fail }));
  }

  /** Puts a step of a case in, and returns its `client_id`. */
  addStatus(status: StatusStep): string {
    return this.#put(status.case_id, { text: "", status });
  }

  /** Steps of cases that wait or have failed, in order. */
  statuses(): readonly StatusItem[] {
    return this.#items.statuses();
  }

  /** Steps on the server's disk of which the news has not come; `cases`: those that are here. */
  acceptedStatuses(cases: readonly CaseView[]): readonly StatusEntry[] {
    return this.#accepted.statuses(cases);
  }

  #put(conversationId: string, what: Said): string {
    this.open();
    const { clock, viewerId } = this.#options;
    return this.#add({
      ...what,
      client_id: randomId(),
      conversation_id: conversationId,
      sender_id: viewerId(),
      created_at: new Date(clock.now()).toISOString(),
      state: "waiting",
    });
  }

  #add(entry: NewEntry): string {
    const item = freshItem(entry);
    this.#items.put(item);
    this.#options.changed(entry.conversation_id);
    if (entry.sender_id !== null) this.#keep(item, entry);
    return entry.client_id;
  }

  /**
   * Puts back what the server had on its disk and has lost. Under its `client_id` it is the same message, should it be
   * there after all (P2).
   */
  again(entry: NewEntry): void {
    if (this.#items.get(entry.client_id) === undefined) this.#add(entry);
  }

  /** The server was restored: what it acknowledged and nobody has seen since may be gone. */
  beginAnew(): void {
    for (const { position: _, ...entry } of this.#accepted.takeMessages()) this.again(entry);
  }

  #keep(item: Item, entry: NewEntry): void {
    void this.#do(async () => {
      // A storage that fails must not keep it from being sent.
      const added = await this.#kept(this.#options.storage.add(entry));
      if (added !== null) item.entry = { ...item.entry, position: added.position };
      item.stored = added !== null;
      item.ready = true;
      this.#sender.send();
      this.#nudge();
    });
  }

  /** What was written here before it was known by whom: by whoever is welcomed. */
  #claim(): void {
    const sender_id = this.#options.viewerId();
    for (const item of this.#items.all().filter(({ entry }) => entry.sender_id === null)) {
      const { position: _, ...entry } = item.entry;
      item.entry = { ...item.entry, sender_id };
      this.#keep(item, { ...entry, sender_id });
    }
  }

  /** Stops the upload of a message's files, or goes on with it. */
  pause(clientId: string, paused: boolean): void {
    const item = this.#items.get(clientId);
    if (item === undefined || !needsUpload(item.entry)) return;
    if (paused) this.#files.stop(clientId);
    this.#update(item, { ...item.entry, paused });
    this.#sender.send();
    if (!paused) this.#nudge();
  }

  /** Sends again what has failed. */
  retry(clientId: string): void {
    const item = this.#items.get(clientId);
    if (item === undefined || item.entry.state !== "failed") return;
    const { refusal: _, ...entry } = item.entry;
    item.refusals = 0;
    item.notBefore = 0;
    const files = entry.files?.map((file) => (file.uploaded ? file : asNew(file)));
    this.#update(item, { ...entry, ...(files && { files }), state: "waiting" });
    this.#sender.send();
    this.#tabs.expectLife();
  }

  /** Forgets a message or a change that is not on its way. */
  discard(clientId: string): void {
    const item = this.#items.get(clientId);
    if (item === undefined || item.cancelAnswer !== null) return;
    this.#files.forget(item.entry);
    this.#promised.delete(clientId);
    this.#forget(item);
    void this.#remove(clientId).then(() => this.#tellOthers());
    this.#sender.send();
  }

  /** Messages of the journal have come: ours among them have arrived, acknowledged or not. */
  seen(messages: readonly Message[], conversationId: string, lastNumber: number): void {
    for (const message of messages) {
      const item = message.client_id === null ? undefined : this.#items.get(message.client_id);
      if (item === undefined || item.entry.conversation_id !== conversationId) continue;
      if (message.sender_id === null || message.sender_id !== this.#options.viewerId()) continue;
      const { id, number, seq, created_at } = message;
      this.#settle(item, { sent: { id, number, seq, created_at } });
    }
    this.#accepted.reached(conversationId, lastNumber);
    this.#sender.send();
  }

  /** Events of one's own have come: the changes among them have arrived, acknowledged or not. */
  told(conversationId: string, events: readonly ConversationEvent[]): void {
    for (const event of events) {
      if (this.#accepted.told(conversationId, event)) continue;
      const item = this.#items.madeBy(conversationId, event);
      if (item === undefined) continue;
      this.#settle(item, {});
      this.#accepted.told(conversationId, event);
    }
    this.#sender.send();
  }

  /** A fresh snapshot holds everything that the server has acknowledged. */
  renewed(conversationId: string): void {
    this.#accepted.renewed(conversationId);
  }

  connected(): void {
    this.open();
    this.#claim();
    this.#sender.setConnected(true);
    this.#tabs.ask();
    if (this.#sender.leads) this.#sender.send();
    else if (this.#items.size > 0) this.#nudge();
  }

  lost(): void {
    this.#sender.setConnected(false);
    this.#tabs.release();
  }

  #lead(leads: boolean): void {
    this.#sender.setLeads(leads);
    if (!leads) return;
    // Another tab may have written, or sent, since this one last looked.
    if (this.#options.storage.shared !== undefined) this.#reload();
    else this.#sender.send();
  }

  /** Another tab sends what waits here, if it lives. */
  #nudge(): void {
    this.#tellOthers();
    if (this.#sender.isConnected) this.#tabs.expectLife();
  }

  #hear(word: TabWord): void {
    if (word.type === "changed") return this.#reload();
    if (word.type !== "settled") return;
    const { entry, sent, revision } = word;
    const item = this.#items.get(entry.client_id);
    if (item !== undefined) this.#forget(item);
    if (this.#items.isMine(entry)) this.#accept(entry, { sent, revision });
    this.#sender.send();
  }

  #reload(): void {
    void this.#do(async () => {
      const stored = await this.#kept(this.#options.storage.list(), listMs);
      // A storage that fails says nothing of what is at hand.
      if (stored !== null) this.#takeOver(stored);
      this.#sender.send();
    });
  }

  #takeOver(stored: readonly OutboxEntry[]): void {
    for (const item of this.#items.missingIn(stored)) this.#forget(item);
    for (const entry of stored) {
      if (this.#items.take(entry)) this.#options.changed(entry.conversation_id);
    }
  }

  /** Whoever waits for it, once. */
  #promisedBy({ client_id }: OutboxEntry): Promised | undefined {
    const promised = this.#promised.get(client_id);
    this.#promised.delete(client_id);
    return promised;
  }

  #settle(item: Item, answer: Acknowledged): void {
    const { entry } = item;
    this.#forget(item);
    this.#accept(entry, answer);
    void this.#remove(entry.client_id).then(() =>
      this.#tabs.tell({ type: "settled", entry, ...answer }),
    );
  }

  #accept(entry: OutboxEntry, answer: Acknowledged): void {
    this.#accepted.add(entry, answer);
    this.#promisedBy(entry)?.settle();
    this.#options.changed(entry.conversation_id);
  }

  #forget(item: Item): void {
    landed(item);
    this.#items.remove(item);
    this.#options.changed(item.entry.conversation_id);
  }

  #update(item: Item, entry: OutboxEntry): void {
    item.entry = entry;
    item.writing += 1;
    this.#options.changed(entry.conversation_id);
    void this.#do(async () => {
      // A storage that fails costs the memory of it after a restart, not the state at hand.
      await this.#kept(this.#options.storage.update(entry));
      item.writing -= 1;
      this.#tellOthers();
    });
  }

  #tellOthers(): void {
    this.#tabs.tell({ type: "changed" });
  }

  #remove(clientId: string): Promise<unknown> {
    return this.#do(() => this.#kept(this.#options.storage.remove(clientId)));
  }

  /** What the storage answers; null when it fails, or is silent. */
  #kept<T>(work: Promise<T>, milliseconds = patienceMs): Promise<T | null> {
    return within(this.#options.clock, milliseconds, work).catch(() => null);
  }

  /** Runs after all storage work before it; a failure is that work's own. */
  #do(task: () => Promise<unknown>): Promise<unknown> {
    this.#work = this.#work.then(task).catch(() => undefined);
    return this.#work;
  }
}
