import type { CaseView, Counter, DownFrames, Refusal, UpFrames } from "@relais/protocol";
import type { Clock } from "../clock.ts";
import { isForeign } from "../conversation/subscription.ts";
import type { Epoch } from "../epoch.ts";
import type { Connection } from "../connection/connection.ts";
import { refusalIn } from "../errors.ts";
import { Value } from "../readable.ts";
import { forgetTalk } from "../memory/forget-talk.ts";
import type { DeviceMemory } from "../memory/types.ts";
import { within } from "../within.ts";
import type { CasesState } from "./types.ts";

const pauseMs = 2_000;
/** A burst of changes is kept once. */
const calmMs = 800;
/** A storage that does not answer must not keep the person from what the server has. */
const patienceMs = 1_000;

export type CasesParts = {
  connection: Connection;
  clock: Clock;
  memory: DeviceMemory | null;
  epoch: Epoch;
  /** The server has another journal than the one that is held here, and did not say so in its welcome. */
  foreign: () => void;
  /** A case as it is shown: steps of it may wait. */
  shown: (theCase: CaseView) => CaseView;
};

/** The list of cases that the person may see, kept live from its first listener on. */
export class CasesList {
  readonly state: Value<CasesState>;
  readonly #connection: Connection;
  readonly #clock: Clock;
  #watching = false;
  /** Where it stands in the organization's journal; undefined: nothing at hand. */
  #revision: number | undefined;
  #cases = new Map<string, CaseView>();
  #counters: Record<string, Counter> = {};
  /** What conversations that are followed say themselves: of them the server tells nothing. */
  readonly #counted = new Map<string, Counter>();
  /** Asked for in `hello` and not answered yet. */
  #awaited = false;
  #cancelPause = () => {};
  readonly #memory: DeviceMemory | null;
  readonly #epoch: Epoch;
  readonly #foreign: () => void;
  readonly #shown: CasesParts["shown"];
  #restoring = false;
  #cancelKeeping: (() => void) | null = null;

  constructor({ connection, clock, memory, epoch, foreign, shown }: CasesParts) {
    this.#shown = shown;
    this.#memory = memory;
    this.#epoch = epoch;
    this.#foreign = foreign;
    this.#connection = connection;
    this.#clock = clock;
    const empty: CasesState = {
      status: "loading",
      revision: 0,
      cases: [],
      counters: {},
      unread: 0,
    };
    this.state = new Value(empty, (watched) => {
      // Small and wanted again at once: it stays followed when the last listener has gone.
      if (!watched || this.#watching || this.#restoring) return;
      if (memory === null) return this.#watch();
      this.#restoring = true;
      void this.#restore(memory);
    });
  }

  /** Begins with what was kept on this device, then asks for what happened since. */
  async #restore(memory: DeviceMemory): Promise<void> {
    const kept = await within(this.#clock, patienceMs, memory.cases());
    if (kept !== null && !this.#epoch.adopt(kept.epoch)) this.#foreign();
    else if (kept !== null && this.#revision === undefined) {
      this.#cases = new Map(kept.cases.map((one) => [one.id, one]));
      this.#counters = kept.counters;
      this.#revision = kept.revision;
      this.#publish("ready");
    }
    this.#watch();
  }

  #watch(): void {
    this.#watching = true;
    this.#ask();
  }

  /** What `hello` says of it; undefined when it is not followed. */
  standing(): { after?: number } | undefined {
    if (!this.#watching) return undefined;
    return this.#revision === undefined ? {} : { after: this.#revision };
  }

  connected(hello: UpFrames["hello"]): void {
    this.halt();
    this.#awaited = hello.cases !== undefined;
    if (this.#watching && !this.#awaited) this.#ask();
  }

  /** What is here is of a journal that is gone. `asks`: nobody else asks for what there is now. */
  beginAnew(asks: boolean): void {
    if (this.#revision === undefined) return;
    this.#revision = undefined;
    if (asks && this.#watching) this.#ask();
  }

  halt(): void {
    this.#cancelPause();
  }

  /** Keeps what has changed at once: the page may go. */
  flush(): void {
    if (this.#cancelKeeping === null || this.#revision === undefined) return;
    this.#cancelKeeping();
    this.#cancelKeeping = null;
    const { id: epoch } = this.#epoch;
    if (epoch === undefined) return;
    const { counters } = this.state.get();
    // As the server has them: what is shown in advance is kept elsewhere.
    const cases = [...this.#cases.values()];
    void this.#memory?.keepCases({ epoch, revision: this.#revision, cases, counters });
  }

  #keep(): void {
    if (this.#memory === null || this.#cancelKeeping !== null) return;
    this.#cancelKeeping = this.#clock.after(calmMs, () => this.flush());
  }

  /** A refusal that names nothing: about `cases` in `hello`, when that is still awaited. */
  takeRefusal(refusal: Refusal): void {
    if (this.#awaited) this.#refused(refusal);
  }

  takeCases(frame: DownFrames["cases"]): void {
    this.#awaited = false;
    if (frame.complete) this.#cases.clear();
    for (const changed of frame.changed) {
      const known = this.#cases.get(changed.id);
      if (known === undefined || changed.revision >= known.revision) {
        this.#cases.set(changed.id, changed);
      }
    }
    for (const id of frame.removed) {
      // No longer for this person: it must not be read here either.
      const gone = this.#cases.get(id);
      for (const talk of [gone, ...(gone?.rooms ?? [])]) {
        if (talk?.conversation_id) void forgetTalk(this.#memory, talk.conversation_id);
      }
      this.#cases.delete(id);
    }
    this.#revision = frame.complete
      ? frame.revision
      : Math.max(this.#revision ?? 0, frame.revision);
    this.#publish("ready");
    this.#keep();
  }

  takeCounters(frame: DownFrames["counters"]): void {
    const named = Object.fromEntries(
      frame.counters.map((counter) => [counter.conversation_id, counter]),
    );
    this.#counters = frame.complete ? named : { ...this.#counters, ...named };
    this.#publish();
    this.#keep();
  }

  /** What awaits the person in a conversation that is followed; null: from now on the server tells it. */
  count(conversationId: string, counter: Counter | null): void {
    const before = this.#counted.get(conversationId);
    if (counter === null) {
      if (before === undefined) return;
      this.#counted.delete(conversationId);
      this.#counters = { ...this.#counters, [conversationId]: before };
      return;
    }
    this.#counted.set(conversationId, counter);
    if (!this.#watching || JSON.stringify(counter) === JSON.stringify(before)) return;
    this.#publish();
    this.#keep();
  }

  /** Steps that wait have changed: cases are shown as if they had been taken. */
  showAnew(): void {
    this.#publish();
  }

  #publish(status = this.state.get().status): void {
    const counters = { ...this.#counters, ...Object.fromEntries(this.#counted) };
    this.state.set({
      status,
      revision: this.#revision ?? 0,
      cases: [...this.#cases.values()]
        .sort((one, other) => other.revision - one.revision)
        .map(this.#shown),
      counters,
      unread: Object.values(counters).reduce((sum, counter) => sum + counter.unread, 0),
    });
  }

  #ask(): void {
    this.#awaited = false;
    this.#connection.ask({ type: "watch_cases", ...this.standing() }, (answer) => {
      if (answer.type === "refused") this.#refused(refusalIn(answer));
    });
  }

  #refused(refusal: Refusal): void {
    this.#awaited = false;
    if (isForeign(refusal)) {
      if (this.#revision === undefined) return;
      this.#revision = undefined;
      this.#foreign();
      return this.#ask();
    }
    if (refusal.retry === "never") return;
    if (refusal.retry === "sign_in") this.#connection.renewToken();
    this.#cancelPause();
    this.#cancelPause = this.#clock.after(refusal.retry_after_ms ?? pauseMs, () => this.#ask());
  }
}
