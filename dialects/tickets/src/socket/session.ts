import { randomUUID } from "node:crypto";
import { type Actor, type Core, getCase, readProgress, RefusedError } from "@relais/core";
import { renameFields } from "@relais/dialect";
import { type DownFrame, type DownFrames, fieldHints, id, type Language } from "@relais/protocol";
import type { Interpreter, Link } from "@relais/realtime";
import { kind, names, sentences } from "../words.ts";
import { schemaOf } from "./from-wire.ts";
import type { Room } from "./room.ts";

/** Frames that may come before the ticket is open. */
const earlyFrames = 50;

/** A comment that was sent under a `ref`. */
type Asked = { readonly client_id: string; readonly seq: number };

export type SessionOptions = {
  readonly core: Core;
  readonly ticketId: string;
  readonly token: string;
  readonly language: Language;
  readonly room: Room;
};

/** One socket of this API, for one person at one ticket. */
export class Session implements Interpreter {
  readonly room: Room;
  readonly #link: Link;
  readonly #options: SessionOptions;
  readonly #asked = new Map<number, Asked>();
  #ref = 0;
  #conversationId = "";
  #doneAt: string | null = null;
  /** What the client wrote before the ticket was open; undefined from then on. */
  #early: string[] | undefined = [];

  constructor(link: Link, options: SessionOptions) {
    this.#link = link;
    this.#options = options;
    this.room = options.room;
  }

  opened(): void {
    const { token, language, ticketId } = this.#options;
    if (token === "" || token.length > 4_096) {
      this.#link.close(4401, "unauthenticated");
      return;
    }
    // What cannot be an id is unknown, like any other unknown one.
    if (!id.safeParse(ticketId).success) {
      this.#link.close(4404, "not_found");
      return;
    }
    this.#link.receive({
      type: "hello",
      version: 1,
      // An access token has three parts, a ticket has not.
      ...(token.split(".").length === 3 ? { token } : { ticket: token }),
      language,
      client: "tickets",
    });
  }

  interpret(frame: DownFrame): string[] {
    switch (frame.type) {
      case "welcome":
        void this.#enter();
        return [];
      case "subscribed":
        if (frame.snapshot !== undefined) {
          const organizationId = this.#link.actor()?.organization_id ?? "";
          this.room.know(organizationId, frame.snapshot, this.#doneAt);
        }
        this.#begin();
        return [];
      case "ack":
        return this.#done(frame);
      case "refused":
        return this.#refused(frame);
      default:
        return this.room.interpret(frame);
    }
  }

  heard(text: string): void {
    if (this.#early !== undefined) {
      if (this.#early.length < earlyFrames) this.#early.push(text);
      else this.#link.refuse("too_many_requests");
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#link.refuse("malformed_json");
      return;
    }
    this.#pass(value);
  }

  /** Follows the conversation of the ticket, now that it is known who asks. */
  async #enter(): Promise<void> {
    const actor = this.#link.actor();
    if (actor === undefined) return;
    try {
      this.#conversationId = await this.#find(actor);
    } catch (error) {
      this.#turnAway(error instanceof RefusedError ? error.code : "internal");
      return;
    }
    const conversation_id = this.#conversationId;
    this.#link.receive({ type: "subscribe", ref: this.#nextRef(), conversation_id });
  }

  async #find(actor: Actor): Promise<string> {
    const { core, ticketId } = this.#options;
    const theCase = await getCase(core, actor, ticketId);
    if (theCase.kind !== kind || theCase.conversation_id === null) {
      throw new RefusedError("not_found");
    }
    this.#doneAt = (await readProgress(core, actor, [theCase])).get(ticketId)?.done_at ?? null;
    return theCase.conversation_id;
  }

  #turnAway(code: string): void {
    if (code === "forbidden") this.#link.close(4403, "forbidden");
    else if (code === "not_found") this.#link.close(4404, "not_found");
    else this.#link.close(1011, code);
  }

  #begin(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const text of early) this.heard(text);
  }

  #pass(value: unknown): void {
    const schema = schemaOf(value);
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      this.#link.refuse("invalid_body", fieldHints(schema, value));
      return;
    }
    const conversation_id = this.#conversationId;
    const { data } = parsed;
    if ("is_typing" in data) {
      this.#link.receive({ type: "typing", conversation_id, active: data.is_typing });
      return;
    }
    const { message, client_id = randomUUID() } = data;
    const ref = this.#nextRef();
    this.#asked.set(ref, { client_id, seq: this.room.state?.seq ?? 0 });
    this.#link.receive({ type: "send", ref, conversation_id, client_id, text: message });
  }

  #nextRef(): number {
    this.#ref += 1;
    return this.#ref;
  }

  /** A comment that was there already comes to nobody as news; who sent it again is shown it. */
  #done({ ref, sent }: DownFrames["ack"]): string[] {
    const asked = this.#asked.get(ref);
    this.#asked.delete(ref);
    if (asked === undefined || sent === undefined || sent.seq > asked.seq) return [];
    const comment = this.room.commentOf(sent.number);
    return comment === undefined ? [] : [JSON.stringify({ type: "comment", comment })];
  }

  #refused({ ref, code, message, fields = {} }: DownFrames["refused"]): string[] {
    if (this.#early !== undefined && this.#conversationId !== "" && this.#asked.size === 0) {
      this.#turnAway(code);
      return [];
    }
    const asked = ref === undefined ? undefined : this.#asked.get(ref);
    if (ref !== undefined) this.#asked.delete(ref);
    const hints = Object.entries(renameFields(fields, names));
    return [
      JSON.stringify({
        type: "error",
        message: sentences[code]?.[this.#options.language] ?? message,
        ...(asked !== undefined && { client_id: asked.client_id }),
        ...(hints.length > 0 && {
          errors: Object.fromEntries(hints.map(([field, hint]) => [field, [hint]])),
        }),
      }),
    ];
  }
}
