import { addressOfFile, type Core } from "@relais/core";
import {
  type ConversationEvent,
  type ConversationState,
  type DownFrame,
  fold,
  type Language,
  type Message,
} from "@relais/protocol";
import { type Surroundings, toComment, type WireComment } from "../to-wire/comment.ts";
import { toTicket, type WireTicket } from "../to-wire/ticket.ts";
import { kind } from "../words.ts";

/** Messages that a room remembers: enough to tell an answer with the instruction that it answers. */
const remembered = 100;

export type RoomOptions = {
  readonly ticketId: string;
  readonly language: Language;
  readonly origin: string;
};

/** What sockets of one ticket in one language share: its state, and the words for what happens in it. */
export class Room {
  readonly #core: Core;
  readonly #options: RoomOptions;
  #organizationId = "";
  #state: ConversationState | undefined;
  #doneAt: string | null = null;

  constructor(core: Core, options: RoomOptions) {
    this.#core = core;
    this.#options = options;
  }

  /** What a newcomer was told; the newest is kept. `doneAt`: when the work was done, as it stood before. */
  know(organizationId: string, state: ConversationState, doneAt: string | null): void {
    this.#organizationId = organizationId;
    this.#doneAt ??= doneAt;
    if (this.#state === undefined || state.seq > this.#state.seq) this.#state = state;
  }

  get state(): ConversationState | undefined {
    return this.#state;
  }

  /** The message with this number as it is told now; undefined when it is older than what is remembered. */
  commentOf(number: number): WireComment | undefined {
    const message = this.#state?.messages.find((one) => one.number === number);
    return message && this.#told(message);
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
      default:
        return [];
    }
  }

  #event(event: ConversationEvent): object[] {
    const before = this.#state;
    if (before === undefined) return [];
    // Otherwise somebody who came later has brought it already.
    if (event.seq === before.seq + 1) this.#state = shortened(fold(before, [event]));
    switch (event.type) {
      case "message.sent": {
        const comment = this.commentOf(event.data.number);
        const told = comment === undefined ? [] : [{ type: "comment", comment }];
        return event.data.kind === "instruction" ? [...told, this.#guidance()] : told;
      }
      case "guidance.answered": {
        const { id } = event.data.step;
        const given = this.#state?.messages.find(
          ({ kind, step }) => kind === "instruction" && step?.id === id,
        );
        const told = given === undefined ? [] : [this.#updated(given)];
        return [...told, this.#guidance()];
      }
      case "guidance.started":
      case "guidance.ended":
        return [this.#guidance()];
      case "case.changed":
        if (this.#isDone(event.data.case.status)) this.#doneAt ??= event.at;
        return [{ type: "ticket", ticket: this.#ticket(this.#state ?? before) }];
      default:
        return [];
    }
  }

  #updated(instruction: Message): object {
    return { type: "instruction_updated", instruction: this.#told(instruction) };
  }

  #guidance(): object {
    const guidance = this.#state?.guidance ?? null;
    const current_step = guidance?.steps.at(-1)?.number ?? null;
    return { type: "guidance", active: guidance !== null, current_step };
  }

  #ticket(state: ConversationState): WireTicket {
    const step = state.guidance?.steps.at(-1)?.number ?? null;
    return toTicket(state.case, {
      guidance: state.guidance && { step },
      done_at: this.#doneAt,
    });
  }

  #isDone(status: string): boolean {
    const statuses = this.#core.kinds.get(kind)?.statuses ?? [];
    return statuses.some(({ name, tone }) => name === status && tone === "done");
  }

  #told(message: Message): WireComment {
    return toComment(message, this.#surroundings());
  }

  #surroundings(): Surroundings {
    const { participants = [], messages = [] } = this.#state ?? {};
    const core = this.#core;
    const { ticketId, language, origin } = this.#options;
    return {
      ticket_id: ticketId,
      people: new Map(participants.map((one) => [one.id, one])),
      language,
      kindOf: (name) => core.kinds.get(name),
      taken: core.kinds.get(kind)?.taking?.to ?? "",
      addressOf: (id) =>
        origin + addressOfFile(core, { organization_id: this.#organizationId, id }),
      idOf: (number) => messages.find((one) => one.number === number)?.id,
    };
  }
}

function shortened(state: ConversationState): ConversationState {
  if (state.messages.length <= 2 * remembered) return state;
  return { ...state, messages: state.messages.slice(-remembered) };
}
