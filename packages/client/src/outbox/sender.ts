import type { Refusal } from "@relais/protocol";
import type { Acknowledged } from "./accepted.ts";
import { refusalIn } from "../errors.ts";
import { asNew, type OutboxFiles } from "./files.ts";
import { type Item, landed, type OutboxOptions } from "./item.ts";
import type { Items } from "./items.ts";
import { waitAfter } from "./patience.ts";
import type { OutboxEntry } from "./types.ts";

/** An answer later than this makes the link suspect; a second later and it is sent again. */
const suspectMs = 5_000;
const resendMs = 20_000;

/** What becomes of an item. */
type Outcome = {
  updated: (item: Item, entry: OutboxEntry) => void;
  accepted: (item: Item, answer: Acknowledged) => void;
  failed: (item: Item, refusal: Refusal) => void;
};

/** Sends the items of an outbox and uploads their files, while there is a connection and this tab leads. */
export class Sender {
  readonly #options: OutboxOptions;
  readonly #items: Items;
  readonly #files: OutboxFiles;
  readonly #outcome: Outcome;
  #connected = false;
  #leads = false;
  #cancelPause = () => {};

  constructor(options: OutboxOptions, items: Items, files: OutboxFiles, outcome: Outcome) {
    this.#options = options;
    this.#items = items;
    this.#files = files;
    this.#outcome = outcome;
  }

  get isConnected(): boolean {
    return this.#connected;
  }

  get leads(): boolean {
    return this.#leads;
  }

  /** A new connection knows nothing of what was on its way before. */
  setConnected(connected: boolean): void {
    this.#connected = connected;
    this.#halt();
  }

  setLeads(leads: boolean): void {
    this.#leads = leads;
    if (!leads) this.#halt();
  }

  /** Sends what may go now: of each conversation and case the first that waits, when nothing of it is on its way. */
  send(): void {
    if (!this.#connected || !this.#leads) return;
    const now = this.#options.clock.now();
    let pause = Number.POSITIVE_INFINITY;
    for (const first of this.#items.firsts()) {
      if (!first.ready || first.cancelAnswer !== null) continue;
      if (first.notBefore > now) pause = Math.min(pause, first.notBefore - now);
      else this.#transmit(first);
    }
    pause = Math.min(pause, this.#upload(now));
    this.#cancelPause();
    if (pause !== Number.POSITIVE_INFINITY) {
      this.#cancelPause = this.#options.clock.after(pause, () => this.send());
    }
  }

  /** Begins the next upload, or says how long until one may begin. */
  #upload(now: number): number {
    if (this.#files.isBusy) return Number.POSITIVE_INFINITY;
    const wanted = this.#items.uploadable();
    const next = wanted.find((item) => item.notBefore <= now);
    if (next !== undefined) void this.#uploadFiles(next);
    // What could go at once waits for this one's end, not for a time.
    const later = wanted.filter((item) => item.notBefore > now);
    return Math.min(...later.map((item) => item.notBefore - now));
  }

  async #uploadFiles(item: Item): Promise<void> {
    const { changed } = this.#options;
    const isHere = () => this.#items.has(item);
    const outcome = await this.#files.run(
      item.entry,
      async ({ files = [] }) => {
        if (isHere()) this.#outcome.updated(item, { ...item.entry, files });
      },
      () => changed(item.entry.conversation_id),
    );
    if (!isHere() || outcome === "stopped") return;
    if (outcome === "done") item.refusals = 0;
    else this.#refused(item, outcome);
    this.send();
  }

  #transmit(item: Item): void {
    const { clock, suspect, transmit } = this.#options;
    const cancelSuspicion = clock.after(suspectMs, suspect);
    const cancelResend = clock.after(resendMs, () => {
      landed(item);
      this.send();
    });
    item.cancelAnswer = () => {
      cancelSuspicion();
      cancelResend();
    };
    transmit(item.entry, (answer) => {
      if (!this.#items.has(item)) return;
      landed(item);
      if (answer.type === "ack") this.#outcome.accepted(item, answer);
      else if (answer.type === "refused") this.#refused(item, refusalIn(answer));
      this.send();
    });
  }

  #refused(item: Item, refusal: Refusal): void {
    if (refusal.retry === "sign_in") this.#options.tokenEnded();
    item.refusals += 1;
    // The server erased what was never sent; this device still has it.
    if (refusal.code === "file_not_found" && item.refusals < 3) {
      return this.#outcome.updated(item, {
        ...item.entry,
        files: item.entry.files?.map(asNew) ?? [],
      });
    }
    const wait = waitAfter(refusal, item.refusals, this.#options.random);
    if (wait === null) {
      this.#outcome.updated(item, { ...item.entry, state: "failed", refusal });
      this.#outcome.failed(item, refusal);
      return;
    }
    item.notBefore = this.#options.clock.now() + wait;
  }

  /** Nothing is on its way any more; what was will be sent again. */
  #halt(): void {
    this.#cancelPause();
    this.#files.stop();
    for (const item of this.#items.all()) landed(item);
  }
}
