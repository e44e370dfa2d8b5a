import {
  type BriefFrame,
  briefFrame,
  type ConversationEvent,
  type DownFrame,
  type DownFrames,
  type DownFrameType,
  type Sent,
  type UpFrame,
} from "@relais/protocol";
import { Inbox } from "./inbox.ts";

export type Brief<Kind> = Extract<BriefFrame, [Kind, ...unknown[]]>;
type WithoutRef<Frame> = Frame extends { ref: number } ? Omit<Frame, "ref"> : never;
type Asked = WithoutRef<UpFrame>;
/** A frame that need not be right. */
export type AnyFrame = { type: string; [field: string]: unknown };
export type Answered = DownFrames["ack" | "refused" | "subscribed" | "cases"];

/** What the server asked for: to come back after so long. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Speaks frames with the server, over whatever transport: tests of rules common to both use this. */
export abstract class Peer {
  protected readonly inbox = new Inbox();
  #ref = 0;

  /** Sends anything, right or wrong. */
  abstract send(frame: object): void;
  abstract close(): void;

  next<Type extends DownFrameType>(
    type: Type,
    fits?: (frame: DownFrames[Type]) => boolean,
  ): Promise<DownFrames[Type]> {
    return this.inbox.next(type, fits);
  }

  /** The first brief frame of a kind that nobody took, or the next one that comes. */
  async nextBrief<Kind extends BriefFrame[0]>(kind: Kind): Promise<Brief<Kind>> {
    const isIt = (came: unknown) => Array.isArray(came) && came[0] === kind;
    return briefFrame.parse(await this.inbox.nextOf(isIt, `brief ${kind}`)) as Brief<Kind>;
  }

  /** Asks under a fresh `ref` and waits for the frame that repeats it. */
  async ask(frame: Asked | AnyFrame): Promise<Answered> {
    return this.answerTo(this.put(frame));
  }

  /** Asks, and leaves the answer for later. */
  put(frame: Asked | AnyFrame): number {
    this.#ref += 1;
    this.send({ ...frame, ref: this.#ref });
    return this.#ref;
  }

  async answerTo(ref: number): Promise<Answered> {
    const answer = await this.inbox.nextOf(
      (came) => "ref" in came && came.ref === ref,
      `answer to ${ref}`,
    );
    return answer as Answered;
  }

  /** Asks what must be granted. */
  async get<Type extends Answered["type"]>(
    type: Type,
    frame: Asked,
  ): Promise<Extract<Answered, { type: Type }>> {
    const answer = await this.ask(frame);
    if (answer.type !== type) throw new Error(`${frame.type}: ${JSON.stringify(answer)}`);
    return answer as Extract<Answered, { type: Type }>;
  }

  /** Asks what must be refused. */
  async refusal(frame: Asked | AnyFrame): Promise<DownFrames["refused"]> {
    const answer = await this.ask(frame);
    if (answer.type !== "refused") throw new Error(`not refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** A message that must be stored; who has written too much is told when to come back. */
  async say(
    conversation_id: string,
    text: string,
    client_id: string = crypto.randomUUID(),
  ): Promise<Sent> {
    for (;;) {
      const answer = await this.ask({ type: "send", conversation_id, client_id, text });
      if (answer.type === "ack" && answer.sent !== undefined) return answer.sent;
      if (answer.type !== "refused" || answer.code !== "too_many_requests") {
        throw new Error(`not stored: ${JSON.stringify(answer)}`);
      }
      await pause(answer.retry_after_ms ?? 0);
    }
  }

  follow(conversationId: string, after?: number) {
    const position = after === undefined ? {} : { after };
    return this.get("subscribed", {
      type: "subscribe",
      conversation_id: conversationId,
      ...position,
    });
  }

  /**
   * Everything that the server had to say before now has come: heartbeats are answered at once, and
   * frames keep their order.
   */
  async fence(): Promise<void> {
    this.send({ type: "ping" });
    await this.next("pong");
  }

  /** Live events of a conversation so far, in the order in which they came, taken or not. */
  eventsOf(conversationId: string): ConversationEvent[] {
    return this.seen("events")
      .filter((frame) => frame.conversation_id === conversationId)
      .flatMap((frame) => frame.events);
  }

  /** Waits until the event at a position has come live. */
  async until(conversationId: string, seq: number): Promise<void> {
    const holds = (frame: DownFrames["events"]) =>
      frame.conversation_id === conversationId && frame.events.some((event) => event.seq >= seq);
    if (this.seen("events").some(holds)) return;
    await this.next("events", holds);
  }

  /** Every frame of a type that ever came. */
  seen<Type extends DownFrameType>(type: Type): DownFrames[Type][] {
    return this.inbox.all.filter(
      (frame): frame is DownFrames[Type] & DownFrame => frame.type === type,
    );
  }

  /** Frames of a type that nobody took. */
  unread<Type extends DownFrameType>(type: Type): DownFrames[Type][] {
    return this.inbox.unread(type);
  }

  get frames(): readonly DownFrame[] {
    return this.inbox.all;
  }
}
