import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import {
  type Actor,
  type PositionNews,
  readLivePositions,
  RefusedError,
  type ReportPosition,
} from "@relais/core";
import { connect } from "./connections/connect.ts";
import type { Connection } from "./connections/connection.ts";
import { lookAfter } from "./connections/heartbeat.ts";
import { takeLeave } from "./connections/take-leave.ts";
import { createRealm, type RealtimeOptions } from "./create-realm.ts";
import type { Typed } from "./fleeting/typing.ts";
import { decodeValue } from "./frames/decode.ts";
import { EncodedFrame } from "./frames/encoded.ts";
import { handle } from "./handlers/index.ts";
import { linkOf } from "./handlers/link-of.ts";
import { takePosition } from "./handlers/position.ts";
import { takeTyping } from "./handlers/typing.ts";
import { hearCore, onlyFollowersHere } from "./hear-core.ts";
import type { Realm } from "./realm.ts";
import { type Carrier, CarriedTransport } from "./transports/carried.ts";
import type { Interpreter, Link } from "./transports/interpreter.ts";
import { ServerSentEventsTransport } from "./transports/server-sent-events.ts";
import {
  type SocketListener,
  WebSocketAcceptor,
  type WebSocketTransport,
} from "./transports/websocket.ts";

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
    this.#stopListening = hearCore(this.#realm);
    // Alone, a server knows who follows a list of cases; other servers may have listeners of their own.
    if (options.redisUrl === undefined) onlyFollowersHere(core, this.#realm.streams);
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
    this.#accept(request, socket, head, (transport) => connect(this.#realm, transport).listener);
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
    const { connection, listener } = connect(this.#realm, transport);
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
    const { connection, listener } = connect(this.#realm, transport);
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
    const { connection, listener } = connect(this.#realm, new ServerSentEventsTransport(response));
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

  /** No new work; everybody is told to come back; what was sent until then is answered. */
  async drain(): Promise<void> {
    this.#realm.draining = true;
    await takeLeave(this.#realm);
    clearInterval(this.#looking);
    for (const stop of this.#stopListening) stop();
    this.#realm.typing.stop();
    await this.#realm.bus.close();
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
    const { connection, listener } = connect(this.#realm, transport);
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
}
