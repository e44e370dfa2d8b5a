import { randomBytes, randomUUID } from "node:crypto";
import { limits } from "@relais/protocol";
import type { Carrier } from "@relais/realtime";
import type { WebSocket } from "ws";
import { controlOf, ended, letters } from "../socket/control.ts";
import { SecondWay } from "./second-way.ts";
import { Segments, type segmentsIn } from "./segments.ts";
import { closing, told } from "./to-wire.ts";

/** How long a question waits for something to tell: a client asks anew after 25 seconds by itself. */
const patienceMilliseconds = 20_000;
/** Without a question for so long the client has gone. */
const silenceMilliseconds = 2 * limits.heartbeatMilliseconds;

export type Listener = { heard(text: string): void; gone(): void };

/**
 * Long polling, for networks that let no WebSocket through. Problem: texts must come whole, once and in order, over
 * questions that end one by one, and a client wants to go on by WebSocket as soon as it can. Way: one question waits at
 * a time, and answers are numbered; each way is told where it ends, and what comes by the other waits until then.
 * Guarantee: what a text was in order here, it is in order there.
 */
export class PollLine implements Carrier {
  readonly id: string = randomUUID();
  readonly password = randomBytes(16).toString("hex");
  readonly #listener: Listener;
  readonly #segments = new Segments();
  #texts: string[] = [];
  #waiting: ((script: string) => void) | undefined;
  #answers = 0;
  #timer: NodeJS.Timeout | undefined;
  #drained: (() => void)[] = [];
  #second: SecondWay | undefined;
  /** Whether what is told goes the second way. */
  #switched = false;
  #closed = false;
  #gone = false;

  constructor(listener: Listener) {
    this.#listener = listener;
    this.#expect();
  }

  get pending(): number {
    return this.#switched
      ? (this.#second?.pending ?? 0)
      : this.#texts.reduce((sum, text) => sum + text.length, 0);
  }

  send(texts: readonly string[]): void {
    if (this.#switched) this.#second?.send(texts);
    else this.#tell(texts);
  }

  whenDrained(callback: () => void): void {
    if (this.pending === 0 || this.#closed) setImmediate(callback);
    else if (this.#switched) this.#second?.whenDrained(callback);
    else this.#drained.push(callback);
  }

  /** What is still to be told, and that it ended, waits for the next question. */
  close(): void {
    this.#closed = true;
    this.#second?.close();
    this.#answer();
  }

  /**
   * One question: resolves with the script that answers it. A newer one ends an older one. `forsake`: nobody reads the
   * answer any more.
   */
  ask(prefix = ""): { answer: Promise<string>; forsake: () => void } {
    this.#answer();
    const { promise: answer, resolve } = Promise.withResolvers<string>();
    const waiting = (script: string) => resolve(prefix + script);
    this.#waiting = waiting;
    if (this.#texts.length > 0 || this.#closed || this.#switched) this.#answer();
    else this.#after(patienceMilliseconds, () => this.#answer());
    const forsake = () => {
      if (this.#waiting !== waiting) return;
      this.#waiting = undefined;
      this.#expect();
    };
    return { answer, forsake };
  }

  /** False for what no client sends. */
  take(segments: NonNullable<ReturnType<typeof segmentsIn>>): boolean {
    const texts = this.#segments.take(segments);
    for (const text of texts ?? []) {
      if (controlOf(text) === letters.ended) this.#second?.begin();
      else this.#listener.heard(text);
    }
    return texts !== undefined;
  }

  /** The page has gone. One that went on by WebSocket has not: it takes down what it does not need any more. */
  leave(): void {
    if (!this.#switched) this.#end();
  }

  /** Goes on by this socket as soon as the client says so. */
  upgrade(socket: WebSocket): void {
    this.#second?.close();
    const second = new SecondWay(socket, {
      heard: (text) => this.#listener.heard(text),
      switched: () => this.#switch(second),
      gone: () => {
        if (this.#second !== second) return;
        this.#second = undefined;
        if (this.#switched) this.#end();
      },
    });
    this.#second = second;
  }

  #switch(second: SecondWay): void {
    if (this.#switched || this.#second !== second) return;
    this.#tell([ended]);
    this.#switched = true;
  }

  #tell(texts: readonly string[]): void {
    this.#texts.push(...texts);
    if (this.#texts.length > 0) this.#answer();
  }

  #answer(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    const texts = this.#texts.splice(0);
    const over = this.#closed || (this.#switched && texts.length === 0);
    waiting(told(this.#answers, texts) + (over ? closing : ""));
    this.#answers += 1;
    for (const callback of this.#drained.splice(0)) callback();
    if (this.#closed) this.#end();
    else this.#expect();
  }

  /** Until the next question. */
  #expect(): void {
    this.#after(silenceMilliseconds, () => this.leave());
  }

  #after(milliseconds: number, what: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(what, milliseconds).unref();
  }

  #end(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const callback of this.#drained.splice(0)) callback();
    this.#listener.gone();
  }
}
