import { addressOfFile, type Core } from "@relais/core";
import type { Surroundings } from "@relais/dialect";
import {
  type ConversationEvent,
  type ConversationState,
  type DownFrame,
  fold,
  type Language,
} from "@relais/protocol";
import { toMessage, type WireMessage } from "../to-wire/message.ts";

/** Messages that a room remembers: enough to say which ones somebody has just read. */
const remembered = 100;

/** What sockets of one conversation in one language share: its state, and the words for what happens in it. */
export class Room {
  readonly #core: Core;
  #organizationId = "";
  readonly #language: Language;
  readonly #origin: string;
  #state: ConversationState | undefined;

  constructor(core: Core, language: Language, origin: string) {
    this.#core = core;
    this.#language = language;
    this.#origin = origin;
  }

  /** What a newcomer was told; the newest is kept. */
  know(organizationId: string, state: ConversationState): void {
    this.#organizationId = organizationId;
    if (this.#state === undefined || state.seq > this.#state.seq) this.#state = state;
  }

  get state(): ConversationState | undefined {
    return this.#state;
  }

  /** The message with this number as it is told now; undefined when it is older than what is remembered. */
  messageOf(number: number): WireMessage | undefined {
    const message = this.#state?.messages.find((one) => one.number === number);
    return message && toMessage(message, this.#surroundings());
  }

  /** The frames of this API for one of ours, alike for everybody here. */
  interpret(frame: DownFrame): string[] {
    const state = this.#state;
    if (state === undefined) return [];
    switch (frame.type) {
      case "events":
        return frame.events
          .flatMap((event) => this.#event(event))
          .map((one) => JSON.stringify(one));
      case "typing": {
        const { user_id, active } = frame;
        const user_name = state.participants.find(({ id }) => id === user_id)?.full_name ?? "";
        return [JSON.stringify({ type: "typing", user_id, user_name, is_typing: active })];
      }
      case "position": {
        const { user_id, fix, arrival } = frame;
        return [
          JSON.stringify({
            type: "location",
            user_id,
            latitude: fix.latitude,
            longitude: fix.longitude,
            distance_m: arrival?.distance_m ?? null,
            // The middle of the range: this API has room for one number.
            eta_s: arrival === null ? null : Math.round((arrival.from_s + arrival.to_s) / 2),
            updated_at: fix.at,
          }),
        ];
      }
      default:
        return [];
    }
  }

  #event(event: ConversationEvent): object[] {
    const before = this.#state;
    if (before === undefined) return [];
    const isNews = event.seq === before.seq + 1;
    // Otherwise somebody who came later has brought it already.
    if (isNews) this.#state = shortened(fold(before, [event]));
    switch (event.type) {
      case "message.sent": {
        const message = this.messageOf(event.data.number);
        return message === undefined ? [] : [{ type: "message", message }];
      }
      case "receipt.advanced":
        return this.#read(before, isNews, event.data, event.at);
      case "case.changed": {
        const { from, to } = event.data.change;
        return from === to ? [] : [{ type: "status", status: to }];
      }
      default:
        return [];
    }
  }

  /** The messages of others that somebody has just read, among those at hand. */
  #read(
    before: ConversationState,
    isNews: boolean,
    { user_id, read }: { user_id: string; read: number },
    read_at: string,
  ): object[] {
    // Where how far they were before is not known any more, those at hand are named again: it changes nothing.
    const already = isNews ? (before.receipts[user_id]?.read ?? 0) : 0;
    const message_ids = before.messages
      .filter(({ number, sender_id, kind }) => {
        const fresh = number > already && number <= read;
        return fresh && sender_id !== user_id && kind !== "system";
      })
      .map(({ id }) => id);
    return message_ids.length === 0 ? [] : [{ type: "read", user_id, message_ids, read_at }];
  }

  #surroundings(): Surroundings {
    const { conversation_id = "", participants = [], receipts = {} } = this.#state ?? {};
    const core = this.#core;
    return {
      conversation_id,
      people: new Map(participants.map((one) => [one.id, one])),
      receipts,
      language: this.#language,
      kindOf: (name) => core.kinds.get(name),
      addressOf: (id) =>
        this.#origin + addressOfFile(core, { organization_id: this.#organizationId, id }),
    };
  }
}

function shortened(state: ConversationState): ConversationState {
  if (state.messages.length <= 2 * remembered) return state;
  return { ...state, messages: state.messages.slice(-remembered) };
}
