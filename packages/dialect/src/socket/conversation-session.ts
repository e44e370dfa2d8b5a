import { randomUUID } from "node:crypto";
import { type Actor, type Core, RefusedError } from "@relais/core";
import {
  type DownFrame,
  type DownFrames,
  type ErrorCode,
  fieldHints,
  id,
  type Language,
} from "@relais/protocol";
import type { Interpreter, Link } from "@relais/realtime";
import type { z } from "zod";
import { renameFields } from "../django.ts";
import type { ConversationRoom } from "./conversation-room.ts";

/** Frames that may come before the conversation is open. */
const earlyFrames = 50;

export type SessionOptions<Room> = {
  readonly core: Core;
  /** What the address of the socket names. */
  readonly id: string;
  readonly token: string;
  readonly language: Language;
  readonly room: Room;
};

/** How one dialect calls itself, and what it calls our fields. */
export type SessionWords = {
  readonly client: string;
  readonly names: Readonly<Record<string, string>>;
  /** Sentences of its document, where it has them. */
  readonly sentences?: Readonly<Partial<Record<ErrorCode, Readonly<Record<Language, string>>>>>;
};

/**
 * One socket of a dialect whose frames are JSON with a `type`, for one person in one conversation: who it is, whether
 * they may be there, what they said before it was open, what became of what they sent.
 */
export abstract class ConversationSession<Room extends ConversationRoom> implements Interpreter {
  readonly room: Room;
  protected readonly link: Link;
  protected readonly options: SessionOptions<Room>;
  readonly #words: SessionWords;
  /** What was sent under a `ref`, and how far the room was then. */
  readonly #sent = new Map<number, { readonly client_id: string; readonly seq: number }>();
  #ref = 0;
  /** Under which the conversation was asked for. */
  #entry = 0;
  #conversationId = "";
  /** What the client wrote before the conversation was open; undefined from then on. */
  #early: string[] | undefined = [];

  constructor(link: Link, options: SessionOptions<Room>, words: SessionWords) {
    this.link = link;
    this.options = options;
    this.room = options.room;
    this.#words = words;
  }

  opened(): void {
    const { token, language } = this.options;
    if (token === "" || token.length > 4_096) {
      this.link.close(4401, "unauthenticated");
      return;
    }
    // What cannot be an id is unknown, like any other unknown one.
    if (!id.safeParse(this.options.id).success) {
      this.link.close(4404, "not_found");
      return;
    }
    this.link.receive({
      type: "hello",
      version: 1,
      // An access token has three parts, a ticket has not.
      ...(token.split(".").length === 3 ? { token } : { ticket: token }),
      language,
      client: this.#words.client,
    });
  }

  interpret(frame: DownFrame): string[] {
    switch (frame.type) {
      case "welcome":
        void this.#enter();
        return [];
      case "subscribed":
        if (frame.snapshot !== undefined) {
          this.room.know(this.link.actor()?.organization_id ?? "", frame.snapshot);
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
      else this.link.refuse("too_many_requests");
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.link.refuse("malformed_json");
      return;
    }
    this.take(value);
  }

  /** The conversation that the address names. Refuses: not_found, forbidden. */
  protected abstract find(actor: Actor): Promise<string>;

  /** What the client wrote, once the conversation is open. */
  protected abstract take(value: unknown): void;

  /** What was refused of the dialect's own, under a `ref`: its frames, or undefined where it is an error like others. */
  protected refusedOwn(_frame: DownFrames["refused"]): string[] | undefined {
    return undefined;
  }

  protected get conversationId(): string {
    return this.#conversationId;
  }

  protected nextRef(): number {
    this.#ref += 1;
    return this.#ref;
  }

  /** A frame that fits, or undefined after saying what does not. */
  protected fitting<Schema extends z.ZodType>(
    schema: Schema,
    value: unknown,
  ): z.output<Schema> | undefined {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    this.link.refuse("invalid_body", fieldHints(schema, value));
    return undefined;
  }

  protected send(text: string, client_id: string = randomUUID()): void {
    const ref = this.nextRef();
    this.#sent.set(ref, { client_id, seq: this.room.state?.seq ?? 0 });
    const conversation_id = this.#conversationId;
    this.link.receive({ type: "send", ref, conversation_id, client_id, text });
  }

  protected type(active: boolean): void {
    this.link.receive({ type: "typing", conversation_id: this.#conversationId, active });
  }

  /** Follows the conversation, now that it is known who asks. */
  async #enter(): Promise<void> {
    const actor = this.link.actor();
    if (actor === undefined) return;
    try {
      this.#conversationId = await this.find(actor);
    } catch (error) {
      this.#turnAway(error instanceof RefusedError ? error.code : "internal");
      return;
    }
    this.#entry = this.nextRef();
    const conversation_id = this.#conversationId;
    this.link.receive({ type: "subscribe", ref: this.#entry, conversation_id });
  }

  #turnAway(code: string): void {
    if (code === "forbidden") this.link.close(4403, "forbidden");
    else if (code === "not_found") this.link.close(4404, "not_found");
    else this.link.close(1011, code);
  }

  #begin(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const text of early) this.heard(text);
  }

  /** A message that was there already comes to nobody as news; who sent it again is shown it. */
  #done({ ref, sent }: DownFrames["ack"]): string[] {
    const asked = this.#sent.get(ref);
    this.#sent.delete(ref);
    if (asked === undefined || sent === undefined || sent.seq > asked.seq) return [];
    return this.room.framesOf(sent.number).map((told) => JSON.stringify(told));
  }

  #refused(frame: DownFrames["refused"]): string[] {
    const { ref, code, message, fields = {} } = frame;
    if (ref !== undefined && ref === this.#entry) {
      this.#turnAway(code);
      return [];
    }
    const own = this.refusedOwn(frame);
    if (own !== undefined) return own;
    const asked = ref === undefined ? undefined : this.#sent.get(ref);
    if (ref !== undefined) this.#sent.delete(ref);
    const errors = Object.entries(renameFields(fields, this.#words.names)).map(
      ([field, hint]) => [field, [hint]] as const,
    );
    return [
      JSON.stringify({
        type: "error",
        message: this.#words.sentences?.[code]?.[this.options.language] ?? message,
        ...(asked !== undefined && { client_id: asked.client_id }),
        ...(errors.length > 0 && { errors: Object.fromEntries(errors) }),
      }),
    ];
  }
}
