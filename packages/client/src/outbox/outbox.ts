import type { Message, Quote, Refusal, Sent } from "@relais/protocol";
import { refusalIn } from "../errors.ts";
import { randomId } from "../random-id.ts";
import type { OutboxFile } from "../files/types.ts";
import { asNew, needsUpload, OutboxFiles } from "./files.ts";
import type { AcceptedEntry, Item, OutboxOptions } from "./item.ts";
import { waitAfter } from "./patience.ts";
import { Tabs, type TabWord } from "./tabs.ts";
import type { OutboxEntry } from "./types.ts";

/** An answer later than this makes the link suspect; a second later and it is sent again. */
const suspectMs = 5_000;
const resendMs = 20_000;

/**
 * Messages that the server does not have yet. Kept in a storage until acknowledged, sent in the order
 * of each conversation: the next one goes when the one before it was answered, because a refusal
 * « later » of the first must not let the second overtake it.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #tabs: Tabs;
  readonly #files: OutboxFiles;
  readonly #items = new Map<string, Item>();
  readonly #accepted = new Map<string, AcceptedEntry>();
  /** Settled or forgotten, but perhaps still in the storage. */
  readonly #gone = new Set<string>();
  /** One storage operation at a time, so that reading never misses what is being written. */
  #work: Promise<unknown> = Promise.resolve();
  #opened = false;
  #connected = false;
  #leading = false;
  #cancelPause = () => {};

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#files = new OutboxFiles(options.files);
    const { shared } = options.storage;
    this.#tabs = new Tabs({
      // Tabs of different people share the storage, but nobody sends for another.
      name: shared === undefined ? null : `${shared} ${options.viewerId() ?? ""}`,
      clock: options.clock,
      means: options.tabs,
      heard: (word) => this.#hear(word),
      leads: (leads) => this.#lead(leads),
    });
  }

  /** Reads what an earlier tab left. */
  open(): void {
    if (this.#opened) return;
    this.#opened = true;
    this.#tabs.open();
    this.#reload();
  }

  async close(): Promise<void> {
    this.lost();
    this.#opened = false;
    this.#tabs.close();
    await this.#do(() => this.#options.storage.close());
  }

  /** What waits or has failed in a conversation, in order. */
  entries(conversationId: string): readonly OutboxEntry[] {
    return this.#inOrder(conversationId).map((item) => item.entry);
  }

  accepted(conversationId: string): readonly AcceptedEntry[] {
    return [...this.#accepted.values()].filter(
      ({ entry }) => entry.conversation_id === conversationId,
    );
  }

  /** From 0 to 1, of the files of an entry. */
  progressOf(entry: OutboxEntry): number {
    return this.#files.progressOf(entry);
  }

  add(
    conversationId: string,
    text: string,
    { replyTo, files = [] }: { replyTo?: Quote | undefined; files?: readonly OutboxFile[] } = {},
  ): string {
    this.open();
    const { clock, storage, viewerId } = this.#options;
    const entry: Omit<OutboxEntry, "position"> = {
      client_id: randomId(),
      conversation_id: conversationId,
      sender_id: viewerId(),
      text,
      ...(replyTo === undefined ? {} : { reply_to: replyTo }),
      ...(files.length > 0 && { files }),
      created_at: new Date(clock.now()).toISOString(),
      state: "waiting",
    };
    const item: Item = {
      // Behind everything until the storage has given it a place.
      entry: { ...entry, position: Number.MAX_SAFE_INTEGER },
      ready: false,
      stored: false,
      writing: 0,
      cancelAnswer: null,
      notBefore: 0,
      refusals: 0,
    };
    this.#items.set(entry.client_id, item);
    this.#options.changed(conversationId);
    void this.#do(async () => {
      // A storage that fails must not keep the message from being sent.
      const added = await storage.add(entry).catch(() => null);
      if (added !== null) item.entry = { ...item.entry, position: added.position };
      item.stored = added !== null;
      item.ready = true;
      this.#send();
      this.#nudge();
    });
    return entry.client_id;
  }

  /** Stops the upload of a message's files, or goes on with it. */
  pause(clientId: string, paused: boolean): void {
    const item = this.#items.get(clientId);
    if (item === undefined || !needsUpload(item.entry)) return;
    if (paused) this.#files.stop(clientId);
    this.#update(item, { ...item.entry, paused });
    this.#send();
    if (!paused) this.#nudge();
  }

  /** Sends a failed message again. */
  retry(clientId: string): void {
    const item = this.#items.get(clientId);
    if (item === undefined || item.entry.state !== "failed") return;
    const { refusal: _, ...entry } = item.entry;
    item.refusals = 0;
    item.notBefore = 0;
    const files = entry.files?.map((file) => (file.uploaded ? file : asNew(file)));
    this.#update(item, { ...entry, ...(files && { files }), state: "waiting" });
    this.#send();
    this.#tabs.expectLife();
  }

  /** Forgets a message that is not on its way. */
  discard(clientId: string): void {
    const item = this.#items.get(clientId);
    if (item === undefined || item.cancelAnswer !== null) return;
    this.#files.forget(item.entry);
    this.#forget(item);
    void this.#do(() => this.#options.storage.remove(clientId)).then(() => this.#tellOthers());
    this.#send();
  }

  /** Messages of the journal have come: ours among them have arrived, acknowledged or not. */
  seen(messages: readonly Message[], conversationId: string, lastNumber: number): void {
    for (const message of messages) {
      const item = message.client_id === null ? undefined : this.#items.get(message.client_id);
      if (item === undefined || item.entry.conversation_id !== conversationId) continue;
      if (message.sender_id === null || message.sender_id !== this.#options.viewerId()) continue;
      const { id, number, seq, created_at } = message;
      this.#settle(item, { id, number, seq, created_at });
    }
    for (const [clientId, { entry, sent }] of this.#accepted) {
      if (entry.conversation_id === conversationId && sent.number <= lastNumber) {
        this.#accepted.delete(clientId);
      }
    }
    this.#send();
  }

  connected(): void {
    this.#halt();
    this.#connected = true;
    this.#tabs.ask();
    if (this.#leading) this.#send();
    else if (this.#items.size > 0) this.#nudge();
  }

  lost(): void {
    this.#connected = false;
    this.#tabs.release();
    this.#halt();
  }

  /** Nothing is on its way any more; what was will be sent again. */
  #halt(): void {
    this.#cancelPause();
    this.#files.stop();
    for (const item of this.#items.values()) this.#landed(item);
  }

  #lead(leads: boolean): void {
    this.#leading = leads;
    if (!leads) return this.#halt();
    // Another tab may have written, or sent, since this one last looked.
    if (this.#options.storage.shared !== undefined) this.#reload();
    else this.#send();
  }

  /** Another tab sends what waits here, if it lives. */
  #nudge(): void {
    this.#tellOthers();
    if (this.#connected) this.#tabs.expectLife();
  }

  #hear(word: TabWord): void {
    if (word.type === "changed") return this.#reload();
    if (word.type !== "settled") return;
    const { entry, sent } = word;
    const item = this.#items.get(entry.client_id);
    if (item !== undefined) this.#forget(item);
    if (this.#isMine(entry)) this.#accept(entry, sent);
    this.#send();
  }

  #reload(): void {
    void this.#do(async () => {
      const stored = await this.#options.storage.list().catch(() => null);
      if (stored === null) return;
      const found = new Set(stored.map((entry) => entry.client_id));
      for (const item of this.#items.values()) {
        if (item.stored && !found.has(item.entry.client_id)) this.#forget(item);
      }
      for (const entry of stored) this.#take(entry);
      for (const clientId of this.#gone) if (!found.has(clientId)) this.#gone.delete(clientId);
      this.#send();
    });
  }

  /** Puts in an entry that the storage has. */
  #take(entry: OutboxEntry): void {
    if (!this.#isMine(entry) || this.#gone.has(entry.client_id)) return;
    const item = this.#items.get(entry.client_id);
    if (item?.writing) return;
    // Retried in another tab, or unknown so far: it begins anew.
    if (item === undefined || item.entry.state !== entry.state) {
      const fresh = { ready: true, stored: true, writing: 0, cancelAnswer: null };
      this.#items.set(entry.client_id, { entry, ...fresh, notBefore: 0, refusals: 0 });
    }
    this.#options.changed(entry.conversation_id);
  }

  /** A browser may be used by several people: nobody sends what another one wrote. */
  #isMine(entry: OutboxEntry): boolean {
    return entry.sender_id === null || entry.sender_id === this.#options.viewerId();
  }

  #inOrder(conversationId: string): Item[] {
    return [...this.#items.values()]
      .filter((item) => item.entry.conversation_id === conversationId && this.#isMine(item.entry))
      .sort((one, other) => one.entry.position - other.entry.position);
  }

  /** Sends what may go now: of each conversation the first that waits, when nothing of it is on its way. */
  #send(): void {
    if (!this.#connected || !this.#leading) return;
    const now = this.#options.clock.now();
    let pause = Number.POSITIVE_INFINITY;
    const conversations = new Set(
      [...this.#items.values()].map((item) => item.entry.conversation_id),
    );
    for (const conversationId of conversations) {
      // What is being uploaded takes its time; words need not wait for it.
      const first = this.#inOrder(conversationId).find(
        ({ entry }) => entry.state === "waiting" && !needsUpload(entry),
      );
      if (first === undefined || !first.ready || first.cancelAnswer !== null) continue;
      if (first.notBefore > now) pause = Math.min(pause, first.notBefore - now);
      else this.#transmit(first);
    }
    pause = Math.min(pause, this.#upload(now));
    this.#cancelPause();
    if (pause !== Number.POSITIVE_INFINITY) {
      this.#cancelPause = this.#options.clock.after(pause, () => this.#send());
    }
  }

  /** Begins the next upload, or says how long until one may begin. */
  #upload(now: number): number {
    if (this.#files.isBusy) return Number.POSITIVE_INFINITY;
    const wanted = [...this.#items.values()].filter(
      ({ entry, ready }) =>
        ready &&
        entry.state === "waiting" &&
        entry.paused !== true &&
        this.#isMine(entry) &&
        needsUpload(entry),
    );
    const next = wanted
      .sort((one, other) => one.entry.position - other.entry.position)
      .find((item) => item.notBefore <= now);
    if (next !== undefined) void this.#uploadFiles(next);
    return Math.min(...wanted.filter((item) => item !== next).map((item) => item.notBefore - now));
  }

  async #uploadFiles(item: Item): Promise<void> {
    const { changed } = this.#options;
    const isHere = () => this.#items.get(item.entry.client_id) === item;
    const outcome = await this.#files.run(
      item.entry,
      async ({ files = [] }) => {
        if (isHere()) this.#update(item, { ...item.entry, files });
      },
      () => changed(item.entry.conversation_id),
    );
    if (!isHere() || outcome === "stopped") return;
    if (outcome === "done") item.refusals = 0;
    else this.#refused(item, outcome);
    this.#send();
  }

  #transmit(item: Item): void {
    const { clock, suspect, transmit } = this.#options;
    const cancelSuspicion = clock.after(suspectMs, suspect);
    const cancelResend = clock.after(resendMs, () => {
      this.#landed(item);
      this.#send();
    });
    item.cancelAnswer = () => {
      cancelSuspicion();
      cancelResend();
    };
    transmit(item.entry, (answer) => {
      if (this.#items.get(item.entry.client_id) !== item) return;
      this.#landed(item);
      if (answer.type === "ack" && answer.sent !== undefined) this.#settle(item, answer.sent);
      else if (answer.type === "refused") this.#refused(item, refusalIn(answer));
      this.#send();
    });
  }

  #landed(item: Item): void {
    item.cancelAnswer?.();
    item.cancelAnswer = null;
  }

  #refused(item: Item, refusal: Refusal): void {
    if (refusal.retry === "sign_in") this.#options.tokenEnded();
    item.refusals += 1;
    // The server erased what was never sent; this device still has it.
    if (refusal.code === "file_not_found" && item.refusals < 3) {
      return this.#update(item, { ...item.entry, files: item.entry.files?.map(asNew) ?? [] });
    }
    const wait = waitAfter(refusal, item.refusals, this.#options.random);
    if (wait === null) return this.#update(item, { ...item.entry, state: "failed", refusal });
    item.notBefore = this.#options.clock.now() + wait;
  }

  #settle(item: Item, sent: Sent): void {
    const { entry } = item;
    this.#forget(item);
    this.#accept(entry, sent);
    void this.#do(() => this.#options.storage.remove(entry.client_id)).then(() =>
      this.#tabs.tell({ type: "settled", entry, sent }),
    );
  }

  #accept(entry: OutboxEntry, sent: Sent): void {
    this.#accepted.set(entry.client_id, { entry, sent });
    this.#options.changed(entry.conversation_id);
  }

  #forget(item: Item): void {
    this.#landed(item);
    this.#items.delete(item.entry.client_id);
    this.#gone.add(item.entry.client_id);
    this.#options.changed(item.entry.conversation_id);
  }

  #update(item: Item, entry: OutboxEntry): void {
    item.entry = entry;
    item.writing += 1;
    this.#options.changed(entry.conversation_id);
    void this.#do(async () => {
      // A storage that fails costs the memory of it after a restart, not the state at hand.
      await this.#options.storage.update(entry).catch(() => undefined);
      item.writing -= 1;
      this.#tellOthers();
    });
  }

  #tellOthers(): void {
    this.#tabs.tell({ type: "changed" });
  }

  /** Runs after all storage work before it; a failure is that work's own. */
  #do(task: () => Promise<unknown>): Promise<unknown> {
    this.#work = this.#work.then(task).catch(() => undefined);
    return this.#work;
  }
}
