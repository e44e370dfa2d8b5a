import { RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { DownFrame } from "@relais/protocol";
import type { Interpreter, Link } from "@relais/realtime";
import { type Change, seenFrom } from "./change.ts";
import { at, type Json } from "./json.ts";
import type { Manner } from "./load.ts";
import type { Place } from "./path.ts";
import type { Query } from "./query.ts";
import { type RoomFrame, WatchedRoom } from "./watched-room.ts";
import { Window } from "./window.ts";

export type StreamOptions = {
  readonly place: Place;
  readonly query: Query | undefined;
  readonly token: string;
  readonly manner: Manner;
};

/** One stream of server-sent events on a place of the tree: everything once (`put` at `/`), then what changes. */
export class StreamSession implements Interpreter {
  readonly #link: Link;
  readonly #options: StreamOptions;
  readonly #watched: WatchedRoom;
  readonly #window: Window | undefined;
  #room: object = this;

  constructor(
    link: Link,
    services: Pick<DialectServices, "core" | "realtime">,
    options: StreamOptions,
  ) {
    this.#link = link;
    this.#options = options;
    this.#watched = new WatchedRoom(services, options.place.roomId, options.manner);
    this.#window = options.query && new Window(options.query);
  }

  /** Its own until it has been told everything; then that of all who look at the same place. */
  get room(): object {
    return this.#room;
  }

  opened(): void {
    const { token, manner, place } = this.#options;
    this.#link.receive({
      type: "hello",
      version: 1,
      token,
      language: manner.language,
      client: "delivery",
      subscriptions: [{ conversation_id: place.roomId }],
    });
  }

  interpret(frame: DownFrame): string[] {
    switch (frame.type) {
      case "subscribed":
        void this.#begin();
        return [];
      case "events":
      case "typing":
        return this.#tell(frame);
      case "ping":
        return ["event: keep-alive\ndata: null\n\n"];
      case "refused":
        return frame.conversation_id === undefined ? [] : [event("cancel", frame.message)];
      case "bye":
        return [4401, 4403, 4404].includes(frame.code) ? [event("auth_revoked", frame.reason)] : [];
      default:
        return [];
    }
  }

  heard(): void {}

  leave(): void {
    this.#watched.leave();
  }

  async #begin(): Promise<void> {
    const actor = this.#link.actor();
    if (actor === undefined) return;
    try {
      const tree = await this.#watched.open(actor);
      if (tree === undefined) return;
      const value = this.#valueIn(tree.value);
      this.#link.say([
        change({ kind: "put", path: [], data: this.#window?.show(value) ?? value }),
        ...this.#watched.takeWaiting().flatMap((frame) => this.#tell(frame)),
      ]);
      if (this.#window === undefined) this.#room = tree.viewOf(this.#options.place.inside);
    } catch (error) {
      this.#link.say([event("cancel", error instanceof RefusedError ? error.code : "internal")]);
      this.#link.close(1011, "internal");
    }
  }

  #valueIn(tree: Json): Json | null {
    return at(tree, this.#options.place.inside);
  }

  #tell(frame: RoomFrame): string[] {
    const changes = this.#watched.changesOf(frame);
    const { tree } = this.#watched;
    if (tree === undefined || changes.length === 0) return [];
    if (this.#window !== undefined) {
      return this.#window.changesTo(this.#valueIn(tree.value)).map(change);
    }
    const { inside } = this.#options.place;
    return changes.flatMap((one) => {
      const seen = seenFrom(inside, one);
      return seen === null ? [] : [change(seen)];
    });
  }
}

const change = ({ kind, path, data }: Change): string =>
  event(kind, { path: `/${path.join("/")}`, data });

const event = (name: string, data: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
