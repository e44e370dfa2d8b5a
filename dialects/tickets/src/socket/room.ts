import { ConversationRoom } from "@relais/dialect";
import type { ConversationEvent, ConversationState, Message } from "@relais/protocol";
import { type Surroundings, toComment, type WireComment } from "../to-wire/comment.ts";
import { toTicket, type WireTicket } from "../to-wire/ticket.ts";
import { kind } from "../words.ts";

/** The words of this API for what happens at one ticket. */
export class Room extends ConversationRoom {
  #doneAt: string | null = null;

  /** When the work was done, as it stood before. */
  knowDone(doneAt: string | null): void {
    this.#doneAt ??= doneAt;
  }

  protected override told(message: Message): object {
    return { type: "comment", comment: this.#comment(message) };
  }

  protected override heard(event: ConversationEvent, before: ConversationState): object[] {
    switch (event.type) {
      case "message.sent": {
        const told = this.framesOf(event.data.number);
        return event.data.kind === "instruction" ? [...told, this.#guidance()] : told;
      }
      case "guidance.answered": {
        const { id } = event.data.step;
        const given = this.state?.messages.find(
          (one) => one.kind === "instruction" && one.step?.id === id,
        );
        const told = given === undefined ? [] : [this.#updated(given)];
        return [...told, this.#guidance()];
      }
      case "guidance.started":
      case "guidance.ended":
        return [this.#guidance()];
      case "case.changed":
        if (this.#isDone(event.data.case.status)) this.#doneAt ??= event.at;
        return [{ type: "ticket", ticket: this.#ticket(this.state ?? before) }];
      default:
        return [];
    }
  }

  #updated(instruction: Message): object {
    return { type: "instruction_updated", instruction: this.#comment(instruction) };
  }

  #guidance(): object {
    const guidance = this.state?.guidance ?? null;
    const current_step = guidance?.steps.at(-1)?.number ?? null;
    return { type: "guidance", active: guidance !== null, current_step };
  }

  #ticket(state: ConversationState): WireTicket {
    const step = state.guidance?.steps.at(-1)?.number ?? null;
    return toTicket(state.case, { guidance: state.guidance && { step }, done_at: this.#doneAt });
  }

  #isDone(status: string): boolean {
    const statuses = this.options.core.kinds.get(kind)?.statuses ?? [];
    return statuses.some(({ name, tone }) => name === status && tone === "done");
  }

  #comment(message: Message): WireComment {
    return toComment(message, this.#words());
  }

  #words(): Surroundings {
    const { core, id } = this.options;
    const { people, language, kindOf, addressOf } = this.surroundings();
    return {
      ticket_id: id,
      people,
      language,
      kindOf,
      taken: core.kinds.get(kind)?.taking?.to ?? "",
      addressOf,
      idOf: (number) => this.state?.messages.find((one) => one.number === number)?.id,
    };
  }
}
