import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import {
  type Actor,
  type Core,
  changesRoster,
  type Log,
  type PositionNews,
  readLivePositions,
  RefusedError,
  type ReportPosition,
} from "@relais/core";
import { type CloseReason, limits } from "@relais/protocol";
import { aloneBus } from "./bus/bus.ts";
import { openBus } from "./bus/open-bus.ts";
import { Connection } from "./connections/connection.ts";
import { lookAfter } from "./connections/heartbeat.ts";
import { Registry } from "./connections/registry.ts";
import { tellCounters, tellNotice } from "./connections/tell-person.ts";
import { Turn } from "./connections/turn.ts";
import { Attendance } from "./fleeting/attendance.ts";
import { Drafts } from "./fleeting/drafts.ts";
import { Positions } from "./fleeting/positions.ts";
import { Presence } from "./fleeting/presence.ts";
import { type Typed, Typing } from "./fleeting/typing.ts";
import { decodeValue } from "./frames/decode.ts";
import { EncodedFrame } from "./frames/encoded.ts";
import { handle, receive } from "./handlers/index.ts";
import { linkOf } from "./handlers/link-of.ts";
import { takePosition } from "./handlers/position.ts";
import { takeTyping } from "./handlers/typing.ts";
import type { Realm } from "./realm.ts";
import { deliverCases } from "./streams/follow-cases.ts";
import { deliverEvents } from "./streams/deliver-events.ts";
import type { Stream, StreamSource } from "./streams/stream.ts";
import { receiptsTogether } from "./streams/receipts-together.ts";
import { Streams } from "./streams/streams.ts";
import { type Buckets, type Rate, TokenBuckets } from "./token-bucket.ts";
import { ServerSentEventsTransport } from "./transports/server-sent-events.ts";
import { CarriedTransport, type Carrier } from "./transports/carried.ts";
import type { Interpreter, Link } from "./transports/interpreter.ts";
import {
  type SocketListener,
  WebSocketAcceptor,
  type WebSocketTransport,
} from "./transports/websocket.ts";
import type { Transport } from "./transports/transport.ts";

export type RealtimeOptions = {
  core: Core;
  log: Log;
  /** Shares wakes, typing and presence with other servers; without it this server is alone. */
  redisUrl?: string | undefined;
  /** Frames of one connection; the protocol's limits unless an operator knows better. */
  frameRate?: Rate;
  /** Messages of one user over all devices, by user id; several servers may keep one rate together. */
  sends?: Buckets;
};

/** Milliseconds between two looks over all connections: well within a heartbeat. */
const lookMilliseconds = 5_000;

/** The living side of a server: connections, what they follow, and who is there. */
export class Realtime {
  readonly #realm: Realm;
  readonly #acceptor = new WebSocketAcceptor();
  readonly #streamConnections = new Map<string, Connection>();
  readonly #looking: NodeJS.Timeout;
  readonly #stopListening: (() => void)[];

  constructor(options: RealtimeOptions) {
    const { core, log } = options;
    this.#realm = createRealm(options);
    const { streams, bus } = this.#realm;
    this.#stopListening = [
      core.journal.feed.listen((entries) => {
        streams.hear(entries);
        for (const ended of this.#realm.positions.hear(entries)) bus.position(ended);
        bus.wake({
          moved: entries.map((entry) => entry.stream_id),
          changed: entries.filter(changesRoster).map((entry) => entry.stream_id),
        });
      }),
      core.journal.feed.listenToWakes((ids) => streams.wake(ids)),
      core.signIns.onEnded((ids, here) => {
        this.#endSignIns(new Set(ids));
        if (here) bus.signedOut(ids);
      }),
      core.counters.listen((userId, counters) => {
        tellCounters(this.#realm.registry, userId, counters);
        bus.counters({ user_id: userId, counters });
      }),
      core.notices.listen((notice) => {
        tellNotice(this.#realm.registry, notice);
        bus.notice(notice);
      }),
      core.positions.listen((news) => {
        this.#realm.positions.note(news);
        bus.position(news);
      }),
    ];
    // Alone, a server knows who follows a list of cases; other servers may have listeners of their own.
    if (options.redisUrl === undefined) {
      core.counters.limitTo((organizationId) => followersOf(streams.find(organizationId)));
    }
    this.#looking = setInterval(
      () => lookAfter(this.#realm.registry.all, this.#realm.clock(), Date.now()),
      lookMilliseconds,
    ).unref();
    void readLivePositions(core).then(
      (known) => this.#realm.positions.remember(known),
      (error: unknown) => log.warn({ err: error }, "Positions of before could not be read."),
    );
    log.debug({}, "Realtime is ready.");
  }

  /** Those who do work and have a living connection here: they are reachable, whether they look or not. */
  staffHere(): { id: string; organization_id: string }[] {
    const here = [...this.#realm.registry.all].flatMap(({ identity, closed }) =>
      identity === undefined || closed || identity.actor.role === "customer"
        ? []
        : [identity.actor],
    );
    return here.map(({ id, organization_id }) => ({ id, organization_id }));
  }

  /** A WebSocket upgrade whose path and origin the server has already accepted. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#accept(request, socket, head, (transport) => this.#connect(transport).listener);
  }

  /** The same for a client of another language, in whose name its interpreter says `hello`. */
  interpretUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    interpreterOf: (link: Link) => Interpreter,
  ): void {
    this.#accept(request, socket, head, (transport) => this.#interpret(transport, interpreterOf));
  }

  /** The same for a client that only reads, by server-sent events of its own language. */
  interpretStream(response: ServerResponse, interpreterOf: (link: Link) => Interpreter): void {
    if (this.#realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
    const transport = new ServerSentEventsTransport(response);
    const { connection, listener } = this.#connect(transport);
    const interpreter = interpreterOf(
      linkOf(this.#realm, connection, () => connection.close("internal")),
    );
    transport.speakAs(interpreter);
    // Such a client cannot answer: that it is gone is heard from its connection.
    transport.ping = () => {
      connection.enqueue(EncodedFrame.of({ type: "ping" }));
      listener.alive();
    };
    response.once("close", () => listener.ended());
    interpreter.opened();
  }

  /**
   * The same for a client that a library of another language holds: returns what to call when it has gone. That
   * library finds silent clients itself.
   */
  interpretCarried(carrier: Carrier, interpreterOf: (link: Link) => Interpreter): () => void {
    if (this.#realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
    const transport = new CarriedTransport(carrier);
    const { connection, listener } = this.#connect(transport);
    const interpreter = interpreterOf(
      linkOf(this.#realm, connection, () => connection.close("internal")),
    );
    transport.speakAs(interpreter);
    transport.ping = () => listener.alive();
    interpreter.opened();
    return () => listener.ended();
  }

  /** What the frame `typing` does, for somebody without a connection here. Refuses: not_found, forbidden. */
  setTyping(actor: Actor, conversation_id: string, active: boolean): Promise<void> {
    return takeTyping(this.#realm, actor, { conversation_id, active });
  }

  /** Hears of everybody connected here who types. Returns what stops the listening. */
  listenToTyping(listener: (typed: Typed) => void): () => void {
    return this.#realm.typing.listen(listener);
  }

  /** Who is writing in a conversation now. Whether the caller may know was asked before. */
  typingIn(conversationId: string): string[] {
    return this.#realm.typing.in(conversationId);
  }

  /** Whether somebody has a conversation before their eyes, on a device that is connected here. */
  isLooking(memberId: string, conversationId: string): boolean {
    const own = [...this.#realm.registry.of(memberId)];
    return own.some(({ focused, followed }) => focused && followed.has(conversationId));
  }

  /** Whether somebody has anything of ours open, on whatever server. */
  isReachable(memberId: string): boolean {
    return this.#realm.presence.isReachable(memberId);
  }

  /** `POST /v1/stream`: the body is `hello`; the answer is the stream of frames. */
  openStream(response: ServerResponse, hello: unknown): void {
    if (this.#realm.draining) throw new RefusedError("shutting_down", { retryAfterMs: 1_000 });
    const { connection, listener } = this.#connect(new ServerSentEventsTransport(response));
    this.#streamConnections.set(connection.id, connection);
    response.once("close", () => {
      this.#streamConnections.delete(connection.id);
      listener.ended();
    });
    handle(this.#realm, connection, decodeValue(hello));
  }

  /**
   * `POST /v1/stream/:connection_id`: frames of a client that reads by server-sent events.
   * `not_found` when the stream has ended or belongs to somebody else.
   */
  receiveFrames(connectionId: string, actor: Actor, frames: readonly unknown[]): void {
    const connection = this.#streamConnections.get(connectionId);
    const owner = connection?.identity?.actor;
    const own = owner?.id === actor.id;
    const sameReach = owner?.guest?.conversation_id === actor.guest?.conversation_id;
    if (connection === undefined || !own || !sameReach) {
      throw new RefusedError("not_found");
    }
    for (const frame of frames) handle(this.#realm, connection, decodeValue(frame));
  }

  /** Counts for the operator. */
  metrics() {
    const { registry, streams, core, fanOut } = this.#realm;
    const byTransport = { websocket: 0, sse: 0, carried: 0 };
    for (const connection of registry.all) byTransport[connection.transport.name] += 1;
    return {
      connections: byTransport,
      streams: streams.size,
      queued: core.journal.writer.depth,
      ...fanOut,
    };
  }

  /** Messages a second, per user, over sockets and HTTP alike: milliseconds to wait, or 0. */
  takeSend(userId: string): number {
    return this.#realm.sends.take(userId, this.#realm.clock());
  }

  /** What the frame `position` does, for somebody without a connection here. Refuses as it does. */
  reportPosition(actor: Actor, report: ReportPosition): Promise<PositionNews> {
    return takePosition(this.#realm, actor, report);
  }

  /** No new work; everybody is told to come back, a little spread out; what was accepted is answered. */
  async drain(): Promise<void> {
    this.#realm.draining = true;
    await this.#realm.core.journal.writer.drained();
    // Acknowledgements of the last batch leave before the goodbye.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    for (const connection of this.#realm.registry.all) {
      connection.flush();
      connection.close("restarting", 200 + Math.floor(Math.random() * 1_800));
    }
    clearInterval(this.#looking);
    for (const stop of this.#stopListening) stop();
    this.#realm.typing.stop();
    await this.#realm.bus.close();
  }

  #connect(transport: Transport): { connection: Connection; listener: SocketListener } {
    const realm = this.#realm;
    const connection = new Connection(transport, realm.turn, realm.frameRate, realm.clock());
    realm.registry.add(connection);
    const listener: SocketListener = {
      received: (text) => receive(realm, connection, text),
      violated: (reason: CloseReason) => connection.close(reason),
      ended: () => this.#end(connection),
      alive: () => {
        connection.heardAt = realm.clock();
        connection.pinged = false;
      },
    };
    return { connection, listener };
  }

  #accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (transport: WebSocketTransport) => SocketListener,
  ): void {
    if (this.#realm.draining) {
      socket.end("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n");
      return;
    }
    this.#acceptor.accept(request, socket, head, { opened });
  }

  #interpret(
    transport: WebSocketTransport,
    interpreterOf: (link: Link) => Interpreter,
  ): SocketListener {
    const { connection, listener } = this.#connect(transport);
    const interpreter = interpreterOf(
      linkOf(this.#realm, connection, (code, reason) => {
        connection.closed = true;
        transport.closeWith(code, reason);
      }),
    );
    transport.speakAs(interpreter);
    // A turn later, so that nothing is heard before whoever accepted the socket listens to it.
    setImmediate(() => interpreter.opened());
    return { ...listener, received: (text) => interpreter.heard(text) };
  }

  #end(connection: Connection): void {
    const realm = this.#realm;
    connection.closed = true;
    if (!realm.registry.all.has(connection)) return;
    realm.registry.remove(connection);
    connection.preparing.clear();
    for (const [id, stream] of connection.followed) {
      realm.streams.leave(stream, connection);
      realm.presence.left(connection, id);
    }
    connection.followed.clear();
    realm.attendance.ended(connection);
    const userId = connection.identity?.actor.id;
    if (userId !== undefined) realm.presence.changed(userId);
  }

  #endSignIns(ids: ReadonlySet<string>): void {
    for (const connection of this.#realm.registry.all) {
      const actor = connection.identity?.actor;
      if (actor === undefined || !ids.has(actor.sign_in_id)) continue;
      connection.close(actor.guest === undefined ? "session_ended" : "link_ended");
    }
  }
}

function createRealm(options: RealtimeOptions): Realm {
  const { core, log, redisUrl } = options;
  const source = (deliver: StreamSource["deliver"]): StreamSource => ({
    read: (organizationId, streamId, after) =>
      core.journal.reader.after({ organization_id: organizationId }, streamId, after),
    deliver,
    failed: (error) => log.error({ err: error }, "Reading the journal for followers failed."),
  });
  const fanOut = { frames: 0, deliveries: 0 };
  const deliverAndCount: StreamSource["deliver"] = (stream, events) => {
    fanOut.frames += 1;
    fanOut.deliveries += stream.followers.size;
    deliverEvents(stream, events);
  };
  const streams = new Streams(
    { ...source(deliverAndCount), patience: receiptsTogether(core) },
    source((stream, events) => deliverCases(core.kinds, stream, events)),
  );
  const registry = new Registry();
  const presence = new Presence(registry, streams, (news) => realm.bus.presence(news));
  const attendance = new Attendance(streams, (news) => realm.bus.attendance(news));
  const typing = new Typing(streams);
  const positions = new Positions(streams);
  const drafts = new Drafts(registry);
  const bus =
    redisUrl === undefined
      ? aloneBus
      : openBus(redisUrl, core, registry, { presence, attendance, typing, positions, drafts }, log);
  const realm: Realm = {
    core,
    log,
    streams,
    registry,
    turn: new Turn(),
    bus,
    typing,
    presence,
    attendance,
    positions,
    drafts,
    draftRates: new TokenBuckets({ perSecond: 2, burst: 20 }),
    positionRates: new TokenBuckets({ perSecond: 1_000 / limits.positionMilliseconds, burst: 2 }),
    sends:
      options.sends ??
      new TokenBuckets({ perSecond: limits.messagesPerSecond, burst: limits.messagesBurst }),
    frameRate: options.frameRate ?? {
      perSecond: limits.framesPerSecond,
      burst: limits.framesBurst,
    },
    clock: () => performance.now(),
    fanOut,
    draining: false,
  };
  return realm;
}

function followersOf(stream: Stream | undefined): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { identity } of stream?.followers ?? []) if (identity) ids.add(identity.actor.id);
  return ids;
}
