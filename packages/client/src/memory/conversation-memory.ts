import type { ConversationState } from "@relais/protocol";
import type { Clock } from "../clock.ts";
import type { Epoch } from "../epoch.ts";
import type { ConversationStore } from "../conversation/store.ts";
import { forgetTalk } from "./forget-talk.ts";
import { within } from "../within.ts";
import type { DeviceMemory, KeptConversation } from "./types.ts";

/** A burst of events is kept once. */
const calmMs = 800;
/** A storage that does not answer must not keep the person from what the server has. */
const patienceMs = 1_000;

export type MemoryParts = {
  clock: Clock;
  memory: DeviceMemory | null;
  /** What was asked for before, when nothing is kept. */
  early: ((id: string) => Promise<ConversationState | null>) | null;
  epoch: Epoch;
};

/** Keeps one conversation on the device, and brings back what an earlier page kept. */
export class ConversationMemory {
  readonly #id: string;
  readonly #clock: Clock;
  readonly #memory: DeviceMemory | null;
  readonly #early: MemoryParts["early"];
  readonly #store: ConversationStore;
  readonly #epoch: Epoch;
  readonly #foreign: (kept: KeptConversation) => void;
  #cancel: (() => void) | null = null;
  #restored = false;

  /** `foreign` is told what was kept of a journal that is gone. */
  constructor(
    id: string,
    { clock, memory, early, epoch }: MemoryParts,
    store: ConversationStore,
    foreign: (kept: KeptConversation) => void,
  ) {
    this.#epoch = epoch;
    this.#foreign = foreign;
    this.#id = id;
    this.#clock = clock;
    this.#memory = memory;
    this.#early = early;
    this.#store = store;
  }

  /** Brings back what was kept, once, then calls `done`: at once when there is nothing to wait for. */
  restore(done: (found: boolean) => void): void {
    if (this.#restored || (this.#memory === null && this.#early === null)) return done(false);
    this.#restored = true;
    const read = async () => {
      const kept = await within(this.#clock, patienceMs, this.#kept());
      done(kept !== null && this.#store.restore(kept.state, kept.older, kept.at));
    };
    void read();
  }

  async #kept(): Promise<Pick<KeptConversation, "state" | "older" | "at"> | null> {
    const kept = await this.#memory?.conversation(this.#id);
    if (kept && this.#epoch.adopt(kept.epoch)) return kept;
    if (kept) this.#foreign(kept);
    const state = await this.#early?.(this.#id).catch(() => null);
    return state ? { state, older: [] } : null;
  }

  /** Something has changed that is worth keeping. */
  changed(): void {
    if (this.#memory === null || this.#cancel !== null) return;
    this.#cancel = this.#clock.after(calmMs, () => this.flush());
  }

  /** Keeps at once what has changed: the page may be killed the moment after. */
  flush(): void {
    if (this.#cancel === null) return;
    this.#cancel();
    this.#cancel = null;
    const { id: epoch } = this.#epoch;
    const { at, state, older } = this.#store.kept();
    if (state === null || epoch === undefined) return;
    const place = at === undefined ? {} : { at };
    void this.#memory?.keepConversation({ id: this.#id, epoch, state, older, ...place });
  }

  /** It is of no use any more; or the person may not see it (`barred`), and then it is not shown either. */
  forget(why: "stale" | "barred"): void {
    this.#cancel?.();
    this.#cancel = null;
    if (why === "stale") return void this.#memory?.forgetConversation(this.#id);
    this.#store.drop();
    void forgetTalk(this.#memory, this.#id);
  }
}
