import { randomUUID } from "node:crypto";
import { type Core, RefusedError, startShare } from "@relais/core";
import { renameFields } from "@relais/dialect";
import { type DownFrame, type DownFrames, fieldHints, id, type Language } from "@relais/protocol";
import type { Interpreter, Link } from "@relais/realtime";
import { names, usualAccuracy } from "../words.ts";
import { type WireFrame, wireFrame } from "./from-wire.ts";
import type { Room } from "./room.ts";

/** Frames that may come before the conversation is open. */
const earlyFrames = 50;

/** What was asked of us under a `ref`. */
type Asked =
  | { readonly what: "message"; readonly client_id: string; readonly seq: number }
  | { readonly what: "location"; readonly place: Place; readonly again: boolean };
type Place = Extract<WireFrame, { type: "location" }>;

export type SessionOptions = {
  readonly core: Core;
  readonly conversationId: string;
  readonly token: string;
  readonly language: Language;
  readonly room: Room;
};

/** One socket of this API, for one person in one conversation. */
export class Session implements Interpreter {
  readonly room: Room;
  readonly #link: Link;
  readonly #options: SessionOptions;
  readonly #asked = new Map<number, Asked>();
  #ref = 0;
  /** What the client wrote before the conversation was open; undefined from then on. */
  #early: string[] | undefined = [];

  constructor(link: Link, options: SessionOptions) {
    this.#link = link;
    this.#options = options;
    this.room = options.room;
  }

  opened(): void {
    const { token, language, conversationId: conversation_id } = this.#options;
    if (token === "" || token.length > 4_096) {
      this.#link.close(4401, "unauthenticated");
      return;
    }
    // What cannot be an id is unknown, like any other unknown one.
    if (!id.safeParse(conversation_id).success) {
      this.#link.close(4404, "not_found");
      return;
    }
    this.#link.receive({
      type: "hello",
      version: 1,
      // An access token has three parts, a ticket has not.
      ...(token.split(".").length === 3 ? { token } : { ticket: token }),
      language,
      client: "depannage",
      subscriptions: [{ conversation_id }],
    });
  }

  interpret(frame: DownFrame): string[] {
    switch (frame.type) {
      case "subscribed":
        if (frame.snapshot !== undefined) {
          this.room.know(this.#link.actor()?.organization_id ?? "", frame.snapshot);
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
    const frame = this.#read(text);
    if (frame !== undefined) this.#pass(frame);
  }

  #begin(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const text of early) this.heard(text);
  }

  #read(text: string): WireFrame | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#link.refuse("malformed_json");
      return undefined;
    }
    const parsed = wireFrame.safeParse(value);
    if (parsed.success) return parsed.data;
    this.#link.refuse("invalid_body", fieldHints(wireFrame, value));
    return undefined;
  }

  #pass(frame: WireFrame): void {
    const conversation_id = this.#options.conversationId;
    switch (frame.type) {
      case "message": {
        const { content, client_id = randomUUID() } = frame;
        const ref = this.#ask({ what: "message", client_id, seq: this.room.state?.seq ?? 0 });
        this.#link.receive({ type: "send", ref, conversation_id, client_id, text: content });
        return;
      }
      case "typing":
        this.#link.receive({ type: "typing", conversation_id, active: frame.is_typing });
        return;
      case "read":
        this.#markRead(frame.message_ids);
        return;
      case "location":
        void this.#locate(frame, false);
    }
  }

  #markRead(ids: readonly string[] | undefined): void {
    const { messages = [], last_number = 0 } = this.room.state ?? {};
    const named = messages.filter(({ id }) => ids?.includes(id));
    if (ids !== undefined && ids.length > 0 && named.length === 0) {
      this.#link.refuse("message_not_found");
      return;
    }
    const read = ids === undefined ? last_number : (named.at(-1)?.number ?? 0);
    const conversation_id = this.#options.conversationId;
    if (read > 0) this.#link.receive({ type: "receipt", conversation_id, read });
  }

  /** The first place begins a live share, as if the person had asked for one. */
  async #locate(place: Place, again: boolean): Promise<void> {
    const { conversationId: conversation_id } = this.#options;
    if (again && !(await this.#share())) return;
    const { latitude, longitude } = place;
    this.#link.receive({
      type: "position",
      ref: this.#ask({ what: "location", place, again }),
      conversation_id,
      latitude,
      longitude,
      accuracy_m: usualAccuracy,
      at: new Date().toISOString(),
      age_ms: 0,
    });
  }

  async #share(): Promise<boolean> {
    const { core, conversationId: conversation_id } = this.#options;
    const actor = this.#link.actor();
    if (actor === undefined) return false;
    const drives = actor.role !== "customer" && this.room.state?.case.latitude != null;
    try {
      await startShare(core, actor, { conversation_id, until: drives ? "arrival" : "1_hour" });
      return true;
    } catch (error) {
      this.#link.refuse(error instanceof RefusedError ? error.code : "internal");
      return false;
    }
  }

  #ask(asked: Asked): number {
    this.#ref += 1;
    this.#asked.set(this.#ref, asked);
    return this.#ref;
  }

  /** A message that was there already comes to nobody as news; who sent it again is shown it. */
  #done({ ref, sent }: DownFrames["ack"]): string[] {
    const asked = this.#asked.get(ref);
    this.#asked.delete(ref);
    if (asked?.what !== "message" || sent === undefined || sent.seq > asked.seq) return [];
    const message = this.room.messageOf(sent.number);
    return message === undefined ? [] : [JSON.stringify({ type: "message", message })];
  }

  #refused(frame: DownFrames["refused"]): string[] {
    const { ref, code, conversation_id } = frame;
    if (conversation_id !== undefined && this.#early !== undefined) {
      if (code === "forbidden") this.#link.close(4403, "forbidden");
      else if (code === "not_found") this.#link.close(4404, "not_found");
      else this.#link.close(1011, code);
      return [];
    }
    const asked = ref === undefined ? undefined : this.#asked.get(ref);
    if (ref !== undefined) this.#asked.delete(ref);
    if (asked?.what === "location") {
      if (code === "position_not_shared" && !asked.again) {
        void this.#locate(asked.place, true);
        return [];
      }
      // Sooner than every two seconds: the next one will do.
      if (code === "too_many_requests") return [];
    }
    const fields = renameFields(frame.fields ?? {}, names);
    const errors = Object.entries(fields).map(([field, hint]) => [field, [hint]]);
    return [
      JSON.stringify({
        type: "error",
        message: frame.message,
        ...(asked?.what === "message" && { client_id: asked.client_id }),
        ...(errors.length > 0 && { errors: Object.fromEntries(errors) }),
      }),
    ];
  }
}
