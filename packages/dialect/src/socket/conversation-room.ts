import { addressOfFile, type Core } from "@relais/core";
import {
  type ConversationEvent,
  type ConversationState,
  type DownFrame,
  fold,
  type Language,
  type Message,
} from "@relais/protocol";
import type { Surroundings } from "../surroundings.ts";

/** Messages that a room remembers: enough to say which ones were just read or answered. */
const remembered = 100;

export type RoomOptions = {
  readonly core: Core;
  /** What the address of the socket names. */
  readonly id: string;
  readonly language: Language;
  readonly origin: string;
};

/** What sockets of one conversation in one language share: its state, and the words for what happens in it. */
export abstract class ConversationRoom {
  protected readonly options: RoomOptions;
  #organizationId = "";
  #state: ConversationState | undefined;

  constructor(options: RoomOptions) {
    this.options = options;
  }

  /** What a newcomer was told; the newest is kept. */
  know(organizationId: string, state: ConversationState): void {
    this.#organizationId = organizationId;
    if (this.#state === undefined || state.seq > this.#state.seq) this.#state = state;
  }

  get state(): ConversationState | undefined {
    return this.#state;
  }

  /** What tells of the message with this number; nothing when it is older than what is remembered. */
  framesOf(number: number): object[] {
    const message = this.#state?.messages.find((one) => one.number === number);
    return message === undefined ? [] : [this.told(message)];
  }

  /** The frames of the dialect for one of ours, alike for everybody here. */
  interpret(frame: DownFrame): string[] {
    return this.#frames(frame).map((one) => JSON.stringify(one));
  }

  /** The frame that tells of a message. */
  protected abstract told(message: Message): object;

  /** What an event makes of the state before; `isNews` unless somebody who came later brought it already. */
  protected abstract heard(
    event: ConversationEvent,
    before: ConversationState,
    isNews: boolean,
  ): object[];

  /** What is fleeting and not common to all. */
  protected passing(_frame: DownFrame): object[] {
    return [];
  }

  /** What messages are told with. */
  protected surroundings(): Surroundings {
    const { conversation_id = "", receipts = {} } = this.#state ?? {};
    const { participants = [], former = [] } = this.#state ?? {};
    const { core, language, origin } = this.options;
    return {
      conversation_id,
      people: new Map([...former, ...participants].map((one) => [one.id, one])),
      receipts,
      language,
      kindOf: (name) => core.kinds.get(name),
      addressOf: (id) =>
        origin + addressOfFile(core, { organization_id: this.#organizationId, id }),
    };
  }

  #frames(frame: DownFrame): object[] {
    if (this.#state === undefined) return [];
    if (frame.type === "events") return frame.events.flatMap((event) => this.#hear(event));
    if (frame.type !== "typing") return this.passing(frame);
    const { user_id, active } = frame;
    const writer = this.#state.participants.find(({ id }) => id === user_id);
    return [{ type: "typing", user_id, user_name: writer?.full_name ?? "", is_typing: active }];
  }

  #hear(event: ConversationEvent): object[] {
    const before = this.#state;
    if (before === undefined) return [];
    const isNews = event.seq === before.seq + 1;
    if (isNews) this.#state = shortened(fold(before, [event]));
    return this.heard(event, before, isNews);
  }
}

function shortened(state: ConversationState): ConversationState {
  if (state.messages.length <= 2 * remembered) return state;
  return { ...state, messages: state.messages.slice(-remembered) };
}
