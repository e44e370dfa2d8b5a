import { RefusedError, startShare } from "@relais/core";
import { ConversationSession, type SessionOptions } from "@relais/dialect";
import type { DownFrames } from "@relais/protocol";
import type { Link } from "@relais/realtime";
import { names, usualAccuracy } from "../words.ts";
import { type WireFrame, wireFrame } from "./from-wire.ts";
import type { Room } from "./room.ts";

type Place = Extract<WireFrame, { type: "location" }>;

/** One socket of this API, for one person in one conversation. */
export class Session extends ConversationSession<Room> {
  /** Places that were said under a `ref`; `again` once a share was begun for it. */
  readonly #places = new Map<number, { readonly place: Place; readonly again: boolean }>();

  constructor(link: Link, options: SessionOptions<Room>) {
    super(link, options, { client: "depannage", names });
  }

  protected override async find(): Promise<string> {
    return this.options.id;
  }

  protected override take(value: unknown): void {
    const frame = this.fitting(wireFrame, value);
    switch (frame?.type) {
      case "message":
        this.send(frame.content, frame.client_id);
        return;
      case "typing":
        this.type(frame.is_typing);
        return;
      case "read":
        this.#markRead(frame.message_ids);
        return;
      case "location":
        void this.#locate(frame, false);
    }
  }

  protected override refusedOwn({ ref, code }: DownFrames["refused"]): string[] | undefined {
    const said = ref === undefined ? undefined : this.#places.get(ref);
    if (ref === undefined || said === undefined) return undefined;
    this.#places.delete(ref);
    if (code === "position_not_shared" && !said.again) {
      void this.#locate(said.place, true);
      return [];
    }
    // Sooner than every two seconds: the next one will do.
    return code === "too_many_requests" ? [] : undefined;
  }

  #markRead(ids: readonly string[] | undefined): void {
    const { messages = [], last_number = 0 } = this.room.state ?? {};
    const named = messages.filter(({ id }) => ids?.includes(id));
    if (ids !== undefined && ids.length > 0 && named.length === 0) {
      this.link.refuse("message_not_found");
      return;
    }
    const read = ids === undefined ? last_number : (named.at(-1)?.number ?? 0);
    const conversation_id = this.conversationId;
    if (read > 0) this.link.receive({ type: "receipt", conversation_id, read });
  }

  /** The first place begins a live share, as if the person had asked for one. */
  async #locate(place: Place, again: boolean): Promise<void> {
    if (again && !(await this.#share())) return;
    const { latitude, longitude } = place;
    const ref = this.nextRef();
    this.#places.set(ref, { place, again });
    this.link.receive({
      type: "position",
      ref,
      conversation_id: this.conversationId,
      latitude,
      longitude,
      accuracy_m: usualAccuracy,
      at: new Date().toISOString(),
      age_ms: 0,
    });
  }

  async #share(): Promise<boolean> {
    const actor = this.link.actor();
    if (actor === undefined) return false;
    const drives = actor.role !== "customer" && this.room.state?.case.latitude != null;
    try {
      await startShare(this.options.core, actor, {
        conversation_id: this.conversationId,
        until: drives ? "arrival" : "1_hour",
      });
      return true;
    } catch (error) {
      this.link.refuse(error instanceof RefusedError ? error.code : "internal");
      return false;
    }
  }
}
