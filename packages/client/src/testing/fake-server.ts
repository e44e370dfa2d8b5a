import {
  type CaseView,
  type CloseReason,
  type ConversationEvent,
  type DownFrame,
  type ErrorCode,
  type Refusal,
  type UpFrame,
  type UpFrames,
  type UpFrameType,
} from "@relais/protocol";
import { type Clock, systemClock } from "../clock.ts";
import type { TransportKind } from "../connection/state.ts";
import type { ClientOptions } from "../types.ts";
import { cast, type FakePerson } from "./cast.ts";
import type { FakeConnection } from "./fake-connection.ts";
import { FakeConversation } from "./fake-conversation.ts";
import { FakeDrafts } from "./fake-drafts.ts";
import { fakeFetch, fakeRefusal, type HttpAnswer } from "./fake-fetch.ts";
import { answerFrame, followersOf, welcome } from "./fake-frames.ts";
import { answerHttp } from "./fake-http.ts";
import { FakeSessions } from "./fake-sessions.ts";
import { fakeWebSocketClass } from "./fake-web-socket.ts";

export type FakeServerOptions = {
  /** The same clock as the client's, where tokens must end in time. */
  clock?: Clock;
};

/** Answers a frame; false lets the usual answer follow. */
type FrameAnswer<Type extends UpFrameType> = (
  connection: FakeConnection,
  frame: UpFrames[Type],
) => unknown;

/** Takes the frame when it is the one that is waited for, and says so. */
type Waiter = (connection: FakeConnection, frame: UpFrame) => boolean;

/** See the head of `@relais/client/testing`. */
export class FakeServer {
  readonly url = "http://relais.test";
  /** Which journal it has; set another one to say that a backup was put back. */
  epoch = "01900000-0000-7000-8000-000000000001";
  readonly cast = cast;
  readonly WebSocket: typeof WebSocket;
  readonly fetch: typeof fetch;
  readonly sessions: FakeSessions;
  /** All connections since the beginning, the newest last. */
  readonly connections: FakeConnection[] = [];
  /** Every frame that arrived, on whichever connection. */
  readonly received: UpFrame[] = [];
  readonly drafts = new FakeDrafts();
  readonly conversations = new Map<string, FakeConversation>();
  readonly cases = new Map<string, CaseView>();
  /** Steps of cases that were taken, by their `client_id`. */
  readonly moved = new Set<string>();
  readonly #clock: Clock;
  readonly #answers = new Map<UpFrameType, FrameAnswer<UpFrameType>>();
  readonly #httpAnswers = new Map<string, HttpAnswer>();
  readonly #blocked = new Set<TransportKind | "http">();
  #waiters: Waiter[] = [];
  #silent = false;
  #ids = 0;
  #revision = 0;

  constructor({ clock = systemClock }: FakeServerOptions = {}) {
    this.#clock = clock;
    this.sessions = new FakeSessions(clock.now);
    const host = {
      isSilent: () => this.#silent,
      nextId: () => this.nextId(),
      receive: (connection: FakeConnection, frame: UpFrame) => this.#receive(connection, frame),
    };
    this.WebSocket = fakeWebSocketClass({
      ...host,
      isBlocked: () => this.#blocked.has("websocket"),
    });
    this.fetch = fakeFetch({
      ...host,
      isBlocked: () => this.#blocked.has("http"),
      personOf: (token) => this.sessions.personOf(token),
      http: (call) => (this.#httpAnswers.get(call.route) ?? answerHttp(this))(call),
    });
  }

  /** What `createClient` needs to talk to this server as `person`. */
  clientOptions(person: FakePerson): ClientOptions {
    let token: string | null = null;
    return {
      baseUrl: this.url,
      webSocket: this.WebSocket,
      fetch: this.fetch,
      viewerId: person.id,
      getToken: async (refused) => {
        if (token === null || token === refused) token = this.sessions.issue(person);
        return token;
      },
    };
  }

  /** A case with its conversation; Awa and Moussa by default. */
  addConversation(people: readonly FakePerson[] = [cast.awa, cast.moussa]): FakeConversation {
    const id = this.nextId();
    const about = this.addCase({ conversation_id: id });
    const conversation = new FakeConversation(id, about, people, {
      tell: (event) => this.#tell(conversation, event),
      nextId: () => this.nextId(),
      now: () => this.now(),
    });
    this.conversations.set(id, conversation);
    return conversation;
  }

  /** A case that everybody sees; told to those who watch the list. */
  addCase(change: Partial<CaseView> = {}): CaseView {
    const { id, full_name, role } = cast.awa;
    this.#revision += 1;
    const known = change.id === undefined ? undefined : this.cases.get(change.id);
    const fresh: CaseView = {
      id: this.nextId(),
      kind: "request",
      number: null,
      title: "La voiture ne démarre plus",
      description: "",
      address: null,
      latitude: null,
      longitude: null,
      priority: "normal",
      status: "open",
      fields: {},
      customer: { id, full_name, role },
      opener: { id, full_name, role },
      assignee: null,
      conversation_id: null,
      rooms: [],
      created_at: this.now(),
      updated_at: this.now(),
      revision: this.#revision,
    };
    const added = { ...fresh, ...known, ...change, revision: this.#revision };
    this.cases.set(added.id, added);
    const { revision } = added;
    const frame: DownFrame = {
      type: "cases",
      revision,
      complete: false,
      changed: [added],
      removed: [],
    };
    for (const one of this.open()) if (one.watchesCases) one.send(frame);
    return added;
  }

  /** Connections that are open and have been welcomed. */
  open(): FakeConnection[] {
    return this.connections.filter((connection) => connection.isOpen && connection.hello !== null);
  }

  /** The next connection that says hello. */
  async awaitHello(): Promise<FakeConnection> {
    const { connection } = await this.awaitFrame("hello");
    return connection;
  }

  /** The next frame of this type that arrives. */
  awaitFrame<Type extends UpFrameType>(
    type: Type,
  ): Promise<{ connection: FakeConnection; frame: UpFrames[Type] }> {
    return new Promise((resolve) => {
      this.#waiters.push((connection, frame) => {
        if (frame.type !== type) return false;
        resolve({ connection, frame: frame as UpFrames[Type] });
        return true;
      });
    });
  }

  /** Frames of one type that arrived so far. */
  framesOf<Type extends UpFrameType>(type: Type): UpFrames[Type][] {
    return this.received.filter((frame): frame is UpFrames[Type] => frame.type === type);
  }

  /** Refuses the next frames of this type. */
  refuse(type: UpFrameType, code: ErrorCode, more: Partial<Refusal> = {}, times = 1): void {
    let left = times;
    this.answer(type, (connection, frame) => {
      left -= 1;
      if (left <= 0) this.#answers.delete(type);
      const ref = "ref" in frame ? { ref: frame.ref } : {};
      connection.send({ type: "refused", ...ref, ...fakeRefusal(code, more) });
    });
  }

  /** Carries out the next frames of this type and keeps the answer to itself. */
  loseAnswers(type: UpFrameType, times = 1): void {
    let left = times;
    this.answer(type, (connection, frame) => {
      left -= 1;
      if (left <= 0) this.#answers.delete(type);
      const deaf = Object.assign(Object.create(connection) as FakeConnection, { send: () => {} });
      answerFrame(this, deaf, frame);
    });
  }

  /** Answers a frame type in your own way, until it is set again. */
  answer<Type extends UpFrameType>(type: Type, answer: FrameAnswer<Type>): void {
    // Kept by its own type: the frame handed over is always of that type.
    this.#answers.set(type, answer as unknown as FrameAnswer<UpFrameType>);
  }

  /** Answers an HTTP route, for example `GET /v1/me`, in your own way. */
  answerHttp(route: string, answer: HttpAnswer): void {
    this.#httpAnswers.set(route, answer);
  }

  /** All links break, with no goodbye. */
  dropConnections(): void {
    for (const connection of this.connections) connection.drop();
  }

  /** Says goodbye to everybody. */
  close(reason: CloseReason, afterMs?: number): void {
    for (const connection of this.open()) connection.close(reason, afterMs);
  }

  /** Half-open: links stay open, nothing passes in either direction. */
  goSilent(): void {
    this.#silent = true;
  }

  wakeUp(): void {
    this.#silent = false;
  }

  /** The network lets nothing of this kind through. */
  block(kind: TransportKind | "http"): void {
    this.#blocked.add(kind);
  }

  unblock(kind: TransportKind | "http"): void {
    this.#blocked.delete(kind);
  }

  /** How far the list of cases has come. */
  get revision(): number {
    return this.#revision;
  }

  now(): string {
    return new Date(this.#clock.now()).toISOString();
  }

  nextId(): string {
    this.#ids += 1;
    return `01900000-0000-7000-9000-${String(this.#ids).padStart(12, "0")}`;
  }

  #receive(connection: FakeConnection, frame: UpFrame): void {
    if (!this.connections.includes(connection)) this.connections.push(connection);
    connection.received.push(frame);
    this.received.push(frame);
    const answer = this.#answers.get(frame.type);
    if (answer === undefined || answer(connection, frame) === false)
      answerFrame(this, connection, frame);
    this.#waiters = this.#waiters.filter((takes) => !takes(connection, frame));
  }

  /** The usual answer to `hello`: checks the token, welcomes, resumes what it names. */
  welcome(connection: FakeConnection, hello: UpFrames["hello"]): void {
    welcome(this, connection, hello);
  }

  #tell(conversation: FakeConversation, event: ConversationEvent): void {
    for (const connection of followersOf(this, conversation.id)) {
      connection.send({ type: "events", conversation_id: conversation.id, events: [event] });
    }
  }
}

export function createFakeServer(options?: FakeServerOptions): FakeServer {
  return new FakeServer(options);
}
