import { type DownFrames, type Draft as DraftOfServer, deviceLimits } from "@relais/protocol";
import type { Clock, Random } from "../clock.ts";
import type { Request, RequestAnswer } from "../connection/requests.ts";
import { refusalIn } from "../errors.ts";
import { waitAfter } from "../outbox/patience.ts";
import { Value } from "../readable.ts";
import { isEmpty, isSame, type Kept, nothing, readKept } from "./kept.ts";
import type { Draft, Drafts, DraftStorage } from "./types.ts";

/** A pause in the typing after which the server is told: a message written in one go never is a draft there. */
const pauseMs = 2_500;

export type DraftsOptions = {
  clock: Clock;
  random: Random;
  storage: DraftStorage;
  isConnected: () => boolean;
  ask: (request: Request, answer: (answer: RequestAnswer) => void) => void;
  tokenEnded: () => void;
};

/**
 * What a person has begun to write, on this device at once and on their others after a pause. What is under their
 * hands is never replaced: it goes up and becomes the newest. Otherwise the newest of the server is taken.
 */
export class PersonsDrafts {
  readonly state: Value<Drafts>;
  readonly #options: DraftsOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #timers = new Map<string, () => void>();
  readonly #underWay = new Set<string>();
  readonly #refusals = new Map<string, number>();
  /** Refused for good, where one has no part any more: this device's alone for now. */
  readonly #barred = new Set<string>();
  /** The server has said what it has, on this connection. */
  #listed = false;

  constructor(options: DraftsOptions) {
    this.#options = options;
    for (const [id, value] of options.storage.all()) {
      const kept = readKept(value);
      if (kept !== null) this.#kept.set(id, kept);
    }
    this.state = new Value(this.#shown());
  }

  get(conversationId: string): Draft {
    return this.state.get()[conversationId] ?? nothing;
  }

  set(conversationId: string, { text, replyTo }: Draft): void {
    const before = this.#kept.get(conversationId);
    if (isSame(before ?? nothing, { text, replyTo })) return;
    const { base = null, offered = null } = before ?? {};
    this.#barred.delete(conversationId);
    this.#keep(conversationId, { text, replyTo, base, offered, dirty: true });
    // What was sent or given up is gone everywhere at once.
    if (isEmpty({ text, replyTo })) this.#offer(conversationId);
    else this.#offerLater(conversationId, pauseMs);
  }

  /** Nobody may come back to this page: what waits for a pause goes now. */
  flush(): void {
    for (const id of this.#kept.keys()) this.#offer(id);
  }

  /** Its case has changed: whoever was refused may have a part in it again, as by being given the work. */
  told(conversationId: string | null): void {
    if (conversationId !== null && this.#barred.delete(conversationId)) this.#offer(conversationId);
  }

  /** Nothing is offered before the server has said what it has. */
  lost(): void {
    this.#listed = false;
    this.#barred.clear();
    this.#underWay.clear();
  }

  /** The server was restored: its revisions mean nothing any more. What was begun stays, and goes up. */
  beginAnew(): void {
    for (const [id, kept] of this.#kept) {
      if (isEmpty(kept)) this.#forget(id);
      else this.#keep(id, { ...kept, base: null, offered: null, dirty: true });
    }
  }

  halt(): void {
    this.lost();
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  takeAll({ drafts }: DownFrames["drafts"]): void {
    const there = new Set(drafts.map((draft) => draft.conversation_id));
    for (const [id, kept] of this.#kept) {
      if (there.has(id)) continue;
      // Sent or given up elsewhere, or never there.
      if (kept.dirty && !isEmpty(kept)) this.#keep(id, { ...kept, base: null, offered: null });
      else this.#forget(id);
    }
    for (const draft of drafts) this.take(draft);
    this.#listed = true;
    this.flush();
  }

  /** From another device of the person. */
  take({ conversation_id: id, text, reply_to: replyTo, revision }: DraftOfServer): void {
    const kept = this.#kept.get(id);
    if (revision <= (kept?.base ?? 0)) return;
    const theirs = { text, replyTo };
    // Our own, whose answer was lost with the connection.
    const ours = kept?.offered != null && isSame(kept.offered, theirs);
    if (kept !== undefined && (ours || (kept.dirty && !isEmpty(kept)))) {
      const dirty = kept.dirty && !isSame(kept, theirs);
      return this.#keep(id, { ...kept, base: revision, offered: null, dirty });
    }
    if (isEmpty(theirs)) this.#forget(id);
    else this.#keep(id, { ...theirs, base: revision, offered: null, dirty: false });
  }

  #offerLater(id: string, wait: number): void {
    this.#timers.get(id)?.();
    this.#timers.set(
      id,
      this.#options.clock.after(wait, () => this.#offer(id)),
    );
  }

  #offer(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    const kept = this.#kept.get(id);
    if (kept === undefined || !kept.dirty) return;
    const { text, replyTo, base, offered } = kept;
    // The server never heard of it.
    if (isEmpty(kept) && base === null && offered === null) return this.#forget(id);
    if (!this.#listed || !this.#options.isConnected()) return;
    if (this.#underWay.has(id) || this.#barred.has(id)) return;
    // It stays on this device; as a message it would be refused as well.
    if (text.length > deviceLimits.textBytes) return;
    this.#underWay.add(id);
    this.#keep(id, { ...kept, offered: { text, replyTo } });
    const request: Request = {
      type: "draft",
      conversation_id: id,
      text,
      ...(replyTo !== null && { reply_to: replyTo }),
      ...(base !== null && { base }),
    };
    this.#options.ask(request, (answer) => this.#answered(id, { text, replyTo }, answer));
  }

  #answered(id: string, offered: Draft, answer: RequestAnswer): void {
    this.#underWay.delete(id);
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    if (answer.type === "refused") return this.#refused(id, kept, answer);
    this.#refusals.delete(id);
    const base = (answer.type === "ack" ? answer.draft_revision : undefined) ?? kept.base;
    const changed = !isSame(kept, offered);
    if (!changed && isEmpty(kept)) return this.#forget(id);
    this.#keep(id, { ...kept, base, offered: null, dirty: changed });
    if (!changed) return;
    if (isEmpty(kept)) this.#offer(id);
    else this.#offerLater(id, pauseMs);
  }

  #refused(id: string, kept: Kept, frame: DownFrames["refused"]): void {
    const refusal = refusalIn(frame);
    const refusals = (this.#refusals.get(id) ?? 0) + 1;
    this.#refusals.set(id, refusals);
    if (refusal.retry === "sign_in") this.#options.tokenEnded();
    const wait = waitAfter(refusal, refusals, this.#options.random);
    if (wait !== null) return this.#offerLater(id, wait);
    this.#barred.add(id);
    this.#keep(id, { ...kept, offered: null });
  }

  #keep(id: string, kept: Kept): void {
    this.#kept.set(id, kept);
    this.#options.storage.set(id, JSON.stringify(kept));
    this.#tell(id);
  }

  #forget(id: string): void {
    this.#kept.delete(id);
    this.#options.storage.set(id, null);
    this.#tell(id);
  }

  /** A draft that did not change keeps its object. */
  #tell(id: string): void {
    const before = this.state.get();
    const kept = this.#kept.get(id) ?? nothing;
    if (isSame(before[id] ?? nothing, kept)) return;
    this.state.set(this.#shown(before));
  }

  #shown(before: Drafts = {}): Drafts {
    const there = [...this.#kept].filter(([, kept]) => !isEmpty(kept));
    return Object.fromEntries(
      there.map(([id, { text, replyTo }]) => {
        const old = before[id];
        const now = { text, replyTo };
        return [id, old !== undefined && isSame(old, now) ? old : now];
      }),
    );
  }
}
