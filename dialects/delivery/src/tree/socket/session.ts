import { type Actor, RefusedError } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { DownFrame } from "@relais/protocol";
import type { Interpreter, Link } from "@relais/realtime";
import { at } from "../json.ts";
import { type Manner, readTree } from "../load.ts";
import { isOwnTyping, type Place, placeOf } from "../path.ts";
import { select } from "../query.ts";
import { WatchedRoom } from "../watched-room.ts";
import { controlOf, letters, pong } from "./control.ts";
import { type Ask, Pieces, readAsk, toQuery } from "./from-wire.ts";
import { type Listen, listenOf, RoomListens } from "./listens.ts";
import { answer, denied, greeting, revoked } from "./to-wire.ts";

/** What a client may ask before it has said who it is; a stock client says that first. */
const earlyAsks = 200;
/** Rooms that this connection may wait to follow, and things that happen when it ends. */
const mostPromises = 50;

type Services = Pick<DialectServices, "core" | "realtime">;
/** Where the client found this server, and what this connection is called there. */
type ServerSelf = { readonly host: string; readonly id: string };

/** One Firebase client: an ordinary connection that speaks the protocol of a Realtime Database. */
export class TreeSession implements Interpreter {
  readonly #link: Link;
  readonly #services: Services;
  readonly #manner: Manner;
  readonly #self: ServerSelf;
  readonly #pieces = new Pieces();
  readonly #rooms = new Map<string, RoomListens>();
  /** Listens by the number under which we asked to follow their room. */
  readonly #following = new Map<number, { asked: number; listen: Listen }[]>();
  /** Where it is taken back, when the connection ends, that the person writes. */
  readonly #atEnd = new Set<string>();
  #early: Ask[] | undefined = [];
  #greeting: Ask | undefined;
  #ref = 0;

  constructor(link: Link, services: Services, manner: Manner, self: ServerSelf) {
    this.#link = link;
    this.#services = services;
    this.#manner = manner;
    this.#self = self;
  }

  /** Clients who listen to the same, as a whole, are told the same bytes. */
  get room(): object {
    if (this.#following.size > 0) return this;
    const rooms = [...this.#rooms.values()];
    const [first] = rooms;
    const tree = rooms.length === 1 && first?.isPlain ? first.watched.tree : undefined;
    return tree?.viewOf([first?.key ?? ""], "socket") ?? this;
  }

  opened(): void {
    this.#link.say([greeting(this.#self.host, this.#self.id, Date.now())]);
  }

  interpret(frame: DownFrame): string[] {
    switch (frame.type) {
      case "welcome":
        return this.#welcomed();
      case "subscribed":
        if (frame.ref !== undefined) void this.#begin(frame.ref, frame.conversation_id);
        return [];
      case "events":
      case "typing":
        return this.#rooms.get(frame.conversation_id)?.tell(frame) ?? [];
      case "refused":
        return this.#refused(frame);
      case "bye":
        return frame.code === 4401 ? [revoked(frame.reason)] : [];
      default:
        return [];
    }
  }

  heard(text: string): void {
    const whole = this.#pieces.take(text);
    // "0" is a client's sign of life.
    if (whole === undefined || text === "0") return;
    if (controlOf(whole) === letters.ping) {
      this.#link.receive({ type: "ping" });
      this.#link.say([pong]);
      return;
    }
    const ask = readAsk(whole);
    if (ask === undefined) this.#link.refuse("malformed_json");
    else this.#take(ask);
  }

  /** The connection has ended. */
  leave(actor: Actor | undefined): void {
    for (const { watched } of this.#rooms.values()) watched.leave();
    for (const roomId of this.#atEnd) {
      if (actor !== undefined) void this.#services.realtime.setTyping(actor, roomId, false);
    }
  }

  #take(ask: Ask): void {
    const actor = this.#link.actor();
    if (ask.a === "s") this.#link.say([answer(ask.r, "ok")]);
    else if (ask.a === "auth" || ask.a === "gauth") this.#identify(ask);
    else if (actor !== undefined) this.#serve(ask, actor);
    else if (this.#greeting === undefined) this.#link.say([denied(ask.r)]);
    else if ((this.#early?.length ?? 0) < earlyAsks) this.#early?.push(ask);
    else this.#link.refuse("too_many_requests");
  }

  #identify(ask: Ask): void {
    const token = ask.b.cred ?? "";
    const { language } = this.#manner;
    if (this.#link.actor() !== undefined) {
      this.#link.receive({ type: "token", ref: this.#nextRef(), token });
      this.#link.say([answer(ask.r, "ok", { auth: null })]);
      return;
    }
    this.#greeting = ask;
    this.#link.receive({ type: "hello", version: 1, token, language, client: "firebase" });
  }

  #welcomed(): string[] {
    const asked = this.#greeting?.r ?? 0;
    const actor = this.#link.actor();
    const early = this.#early ?? [];
    this.#early = undefined;
    // A turn later, so that the answer to who they are comes first.
    setImmediate(() => {
      for (const ask of early) this.#take(ask);
    });
    return [answer(asked, "ok", { auth: { uid: actor?.id ?? "" } })];
  }

  #refused({ ref, message }: Extract<DownFrame, { type: "refused" }>): string[] {
    if (this.#link.actor() === undefined) {
      const asked = this.#greeting?.r;
      return asked === undefined ? [] : [answer(asked, "invalid_token", message)];
    }
    const waiting = ref === undefined ? undefined : this.#following.get(ref);
    if (ref === undefined || waiting === undefined) return [];
    this.#following.delete(ref);
    const roomId = waiting[0]?.listen.place.roomId ?? "";
    this.#rooms.get(roomId)?.watched.leave();
    this.#rooms.delete(roomId);
    return waiting.map(({ asked }) => denied(asked));
  }

  #serve(ask: Ask, actor: Actor): void {
    const { r, a, b } = ask;
    const place = placeOf(b.p ?? "");
    switch (a) {
      case "q":
        this.#listen(ask, place);
        return;
      case "n":
        this.#unlisten(ask, place);
        return;
      case "g":
        void this.#get(ask, place, actor);
        return;
      case "p":
      case "m":
        void this.#write(ask, place, actor);
        return;
      case "o":
      case "om":
      case "oc":
        this.#promise(ask, place, actor);
        return;
      case "unauth":
        this.#link.say([answer(r, "ok")]);
        this.#link.close(4401, "unauthenticated");
        return;
      default:
        this.#link.refuse("unknown_frame");
        this.#link.say([answer(r, "error", "Unknown request")]);
    }
  }

  #listen({ r, b }: Ask, place: Place | null): void {
    if (place === null) {
      this.#link.say([denied(r)]);
      return;
    }
    const listen = listenOf(place, { query: b.q, tag: b.t });
    const { roomId } = place;
    const known = this.#rooms.get(roomId);
    if (known?.watched.tree !== undefined) {
      known.add(listen);
      this.#link.say([known.first(listen, known.watched.tree), answer(r, "ok")]);
      return;
    }
    for (const waiting of this.#following.values()) {
      if (waiting[0]?.listen.place.roomId !== roomId) continue;
      waiting.push({ asked: r, listen });
      return;
    }
    const ref = this.#nextRef();
    this.#following.set(ref, [{ asked: r, listen }]);
    const watched = new WatchedRoom(this.#services, roomId, this.#manner);
    this.#rooms.set(roomId, new RoomListens(watched));
    this.#link.receive({ type: "subscribe", ref, conversation_id: roomId });
  }

  async #begin(ref: number, roomId: string): Promise<void> {
    const room = this.#rooms.get(roomId);
    const actor = this.#link.actor();
    if (room === undefined || actor === undefined) return;
    let said: string[];
    try {
      const tree = await room.watched.open(actor);
      if (tree === undefined) return;
      const waiting = this.#following.get(ref) ?? [];
      said = waiting.flatMap(({ asked, listen }) => {
        room.add(listen);
        return [room.first(listen, tree), answer(asked, "ok")];
      });
      for (const frame of room.watched.takeWaiting()) said.push(...room.tell(frame));
    } catch {
      this.#rooms.delete(roomId);
      said = (this.#following.get(ref) ?? []).map(({ asked }) => denied(asked));
    }
    this.#following.delete(ref);
    this.#link.say(said);
  }

  #unlisten({ r, b }: Ask, place: Place | null): void {
    const room = place === null ? undefined : this.#rooms.get(place.roomId);
    if (place !== null && room !== undefined) {
      room.remove(["chats", place.roomId, ...place.inside].join("/"), b.t);
      if (room.listens.length === 0 && room.watched.tree !== undefined) {
        room.watched.leave();
        this.#rooms.delete(place.roomId);
        const frame = { type: "unsubscribe", conversation_id: place.roomId };
        this.#link.receive({ ...frame, ref: this.#nextRef() });
      }
    }
    this.#link.say([answer(r, "ok")]);
  }

  async #get({ r, b }: Ask, place: Place | null, actor: Actor): Promise<void> {
    // Counts as a frame: it is as much work as one.
    this.#link.receive({ type: "ping" });
    try {
      if (place === null) throw new RefusedError("forbidden");
      const tree = await readTree(this.#services, actor, place.roomId, this.#manner);
      const value = at(tree.value, place.inside);
      const query = b.q && toQuery(b.q);
      this.#link.say([answer(r, "ok", query === undefined ? value : select(value, query))]);
    } catch {
      this.#link.say([denied(r)]);
    }
  }

  /** Only that one is writing. Who writes is not told of it by others: the place says what it holds. */
  async #write({ r, b }: Ask, place: Place | null, actor: Actor): Promise<void> {
    if (place === null || !isOwnTyping(place, actor.id)) {
      this.#link.say([denied(r)]);
      return;
    }
    const conversation_id = place.roomId;
    const active = b.d !== null && b.d !== undefined;
    this.#link.receive({ type: "ping" });
    try {
      await this.#services.realtime.setTyping(actor, conversation_id, active);
      const room = this.#rooms.get(conversation_id);
      const changes = room?.watched.tree?.type(actor.id, active ? room.watched.now : null) ?? [];
      this.#link.say([...(room?.tellChanges(changes) ?? []), answer(r, "ok")]);
    } catch {
      this.#link.say([denied(r)]);
    }
  }

  #promise({ r, a, b }: Ask, place: Place | null, actor: Actor): void {
    if (place === null || !isOwnTyping(place, actor.id) || this.#atEnd.size >= mostPromises) {
      this.#link.say([denied(r)]);
      return;
    }
    if (a === "o" && (b.d === null || b.d === undefined)) this.#atEnd.add(place.roomId);
    else this.#atEnd.delete(place.roomId);
    this.#link.say([answer(r, "ok")]);
  }

  #nextRef(): number {
    this.#ref += 1;
    return this.#ref;
  }
}
