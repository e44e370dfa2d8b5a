import { limits } from "@relais/protocol";
import { isDatabaseAnswer, isGivenWay, isUniqueViolation } from "../../database/violations.ts";
import { RefusedError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Feed } from "../feed.ts";
import type { Heads } from "../heads.ts";
import type { Item, MessageItem } from "./item.ts";
import { type Plan, planBatch, sentOf } from "./plan.ts";
import { Places } from "./places.ts";
import { Quotes } from "./quotes.ts";
import { findSent } from "./resend.ts";
import { isFileTaken } from "./write-files.ts";
import { type WriterDatabase, writePlan } from "./write-plan.ts";

/** Rows of one transaction at most: larger batches save nothing more and hold everybody longer. */
const batchItems = 256;
/** Batches under way at once, each with a connection that it keeps: one is worked out while another reaches the disk. */
export const writerLanes = 2;
/** So many must wait before a second batch is begun beside the first: few and large ones cost least. */
const crowd = 64;
/** How far the queue is searched for what may go beside a batch under way. */
const searched = 1_024;
/** How often one row is tried again after meeting another writer. */
const attempts = 8;

export type WriterOptions = WriterDatabase & {
  heads: Heads;
  feed: Feed;
  now: () => Date;
  log: Log;
};

/**
 * Problem: a transaction per message costs ten times its work, and waiting to collect messages makes
 * people wait. Way chosen: whatever arrives while a batch is being committed is the next batch, so the
 * batch is one message when the server is idle and grows with the load; there is no timer. When a crowd
 * waits, a second batch goes beside the first, never with a conversation that is in it.
 *
 * Guarantee: a caller is answered only after the commit of its own row (P1), rows keep the order of
 * arrival (P2), and one bad row never fails its neighbours: a batch that the database refuses is
 * written again row by row, each answered for itself.
 */
export class BatchWriter {
  readonly #options: WriterOptions;
  #waiting: Item[] = [];
  /** The conversations of each batch under way: their next rows wait, so that they keep their order. */
  #underWay: ReadonlySet<string>[] = [];
  #beginning = false;
  #idle: (() => void)[] = [];

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Items that wait for a batch: what the operator watches. */
  get depth(): number {
    return this.#waiting.length;
  }

  /** Queues an item, or refuses it with `busy` when the queue is full. */
  submit(item: Item): void {
    if (this.#waiting.length >= limits.queuedWrites) {
      item.fail(new RefusedError("busy", { retryAfterMs: 500 }));
      return;
    }
    this.#waiting.push(item);
    if (this.#beginning || !this.#mayBegin()) return;
    this.#beginning = true;
    // The end of the turn, not a delay: frames that came in with this one join its batch.
    setImmediate(() => {
      this.#beginning = false;
      this.#begin();
    });
  }

  /** Resolves when everything submitted so far is answered. */
  drained(): Promise<void> {
    if (this.#underWay.length === 0 && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #mayBegin(): boolean {
    if (this.#underWay.length === 0) return this.#waiting.length > 0;
    return this.#underWay.length < writerLanes && this.#waiting.length >= crowd;
  }

  #begin(): void {
    while (this.#mayBegin()) {
      const items = this.#take();
      // Everything near the front belongs to conversations that are being written.
      if (items.length === 0) return;
      void this.#run(items);
    }
  }

  async #run(items: Item[]): Promise<void> {
    const conversations = new Set(items.map((item) => item.conversation_id));
    this.#underWay.push(conversations);
    await this.#write(items);
    this.#underWay = this.#underWay.filter((one) => one !== conversations);
    this.#begin();
    if (this.#underWay.length === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The oldest items whose conversations are not being written. */
  #take(): Item[] {
    if (this.#underWay.length === 0) return this.#waiting.splice(0, batchItems);
    const taken: Item[] = [];
    const left: Item[] = [];
    const near = this.#waiting.splice(0, searched);
    for (const item of near) {
      const goes = taken.length < batchItems && !this.#isBeingWritten(item.conversation_id);
      (goes ? taken : left).push(item);
    }
    this.#waiting = [...left, ...this.#waiting];
    return taken;
  }

  #isBeingWritten(conversationId: string): boolean {
    return this.#underWay.some((conversations) => conversations.has(conversationId));
  }

  async #write(items: Item[]): Promise<void> {
    let plan: Plan;
    try {
      plan = this.#planAtOnce(items) ?? (await this.#plan(items));
      await writePlan(this.#options, plan);
    } catch (error) {
      return this.#writeEachAlone(items, error);
    }
    this.#answer(plan);
  }

  async #writeEachAlone(items: Item[], error: unknown): Promise<void> {
    const { heads, feed, log } = this.#options;
    const conversationIds = [...new Set(items.map((item) => item.conversation_id))];
    heads.forget(conversationIds);
    // A refusal comes before anything is written, a database's answer instead of it.
    const unknown = !isDatabaseAnswer(error) && !(error instanceof RefusedError);
    if (!isUniqueViolation(error) && !(error instanceof RefusedError)) {
      log.warn({ err: error, items: items.length }, "A batch was refused; writing row by row.");
    }
    let reachable = true;
    for (const item of items) {
      // Without a client_id nobody could tell whether the lost answer was a yes: never write twice.
      const untold = unknown && item.kind === "message" && item.client_id === null;
      if (untold || !reachable) item.fail(tryAgain());
      else reachable = await this.#writeAlone(item);
    }
    // The batch may have been committed although its answer was lost: then nobody was told.
    if (unknown) feed.wake(conversationIds);
  }

  /** The plan of a batch for which nothing has to be read first, which most are; else undefined. */
  #planAtOnce(items: Item[]): Plan | undefined {
    const { heads, now } = this.#options;
    const known = items.every(
      (item) =>
        heads.get(item.conversation_id) !== undefined &&
        (item.kind !== "message" || (item.reply_to === null && item.internal_of === undefined)),
    );
    return known
      ? planBatch(items, heads, { quotes: Quotes.none, places: Places.none }, now())
      : undefined;
  }

  async #plan(items: Item[]): Promise<Plan> {
    const { heads, now, pool } = this.#options;
    const messages = items.filter((item): item is MessageItem => item.kind === "message");
    const quotes = await Quotes.read(pool, messages);
    const wanted = new Map(items.map((item) => [item.conversation_id, item.organization_id]));
    let places: Places;
    // The heads last: one may be forgotten in any turn. And places never older than the heads.
    let loading = heads.load(wanted);
    do {
      await loading;
      places = await Places.read(pool, messages);
      loading = heads.load(wanted);
    } while (loading !== undefined);
    return planBatch(items, heads, { quotes, places }, now());
  }

  #answer(plan: Plan): void {
    const { heads, feed, log } = this.#options;
    heads.advance(plan.heads);
    for (const message of plan.messages) message.item.settle(sentOf(message, plan.instant));
    for (const receipt of plan.receipts) for (const item of receipt.items) item.settle();
    try {
      feed.publish(plan.entries);
    } catch (error) {
      // The rows are on disk and their senders answered; whoever missed the news reads the journal.
      log.error({ err: error }, "A listener of the journal failed.");
      feed.wake([...plan.heads.keys()]);
    }
  }

  /**
   * One row by itself. A unique violation means either a resend (answered with what is stored) or
   * another writer (numbered again); an unknown outcome is resolved by the same look. False when the
   * database could not be reached: the next row need not wait for that as well.
   */
  async #writeAlone(item: Item): Promise<boolean> {
    const { heads, feed, log, pool } = this.#options;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      let plan: Plan;
      try {
        const sent = item.kind === "message" ? await findSent(pool, item) : undefined;
        if (item.kind === "message" && sent !== undefined) {
          item.settle(sent);
          return true;
        }
        plan = await this.#plan([item]);
        await writePlan(this.#options, plan);
      } catch (error) {
        heads.forget([item.conversation_id]);
        if (isUniqueViolation(error) || isGivenWay(error)) continue;
        if (error instanceof RefusedError) item.fail(error);
        else if (isFileTaken(error)) item.fail(new RefusedError("file_already_sent"));
        else if (isDatabaseAnswer(error)) {
          log.error({ err: error, kind: item.kind }, "A row was refused by the database.");
          item.fail(error);
        } else {
          item.fail(tryAgain());
          feed.wake([item.conversation_id]);
          return false;
        }
        return true;
      }
      this.#answer(plan);
      return true;
    }
    item.fail(tryAgain());
    return true;
  }
}

const tryAgain = () => new RefusedError("busy", { retryAfterMs: 1_000 });
