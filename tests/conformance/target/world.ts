import type { DownFrames, CaseView, Refusal, SignedIn } from "@relais/protocol";
import { type EventStream, openStream } from "../peers/event-stream.ts";
import { openSocket, type Socket } from "../peers/socket.ts";
import { accountOf, type Part } from "./accounts.ts";
import { type OwnServer, startOwnServer } from "./own-server.ts";

export type Answer<Body> = { status: number; headers: Headers; body: Body };

export type Who = { readonly id: string; readonly token: string; readonly email: string };

/** Someone's conversation with everybody who takes part in it. */
export type Talk = { readonly id: string; readonly caseId: string };

/** The server under test, and the people who speak to it. */
export class World {
  readonly baseUrl: string;
  /** Only when the suite started the server itself: then it may end it. */
  readonly own: OwnServer | undefined;
  readonly #people = new Map<Part, Promise<Who>>();
  #sockets: Socket[] = [];
  #streams: EventStream[] = [];

  constructor(baseUrl: string, own?: OwnServer) {
    this.baseUrl = baseUrl.replace(/\/+$/, "");
    this.own = own;
  }

  /** Signed in once for the whole suite: sign-ins are limited. */
  who(part: Part): Promise<Who> {
    let who = this.#people.get(part);
    if (who === undefined) {
      who = this.signIn(part).then(({ user, access_token }) => {
        return { id: user.id, token: access_token, email: accountOf(part).email };
      });
      this.#people.set(part, who);
    }
    return who;
  }

  /** A sign-in of its own, which a test may end. */
  async signIn(part: Part): Promise<SignedIn> {
    const answer = await this.post<SignedIn>("/v1/sessions", accountOf(part));
    if (answer.status !== 200) {
      throw new Error(`${accountOf(part).email} cannot sign in: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** A connection that has been welcomed. */
  async connect(part: Part, hello: object = {}): Promise<Socket> {
    const socket = await this.open();
    socket.send({ type: "hello", version: 1, token: (await this.who(part)).token, ...hello });
    await socket.next("welcome");
    return socket;
  }

  /** What a new connection is welcomed with. */
  async welcomed(part: Part): Promise<DownFrames["welcome"]> {
    const socket = await this.open();
    socket.send({ type: "hello", version: 1, token: (await this.who(part)).token });
    return socket.next("welcome");
  }

  /** A connection that has said nothing yet. */
  async open(): Promise<Socket> {
    const socket = await openSocket(`${this.baseUrl.replace(/^http/, "ws")}/v1/socket`);
    this.#sockets.push(socket);
    return socket;
  }

  /** The same without WebSockets. Nothing was heard on it yet. */
  async openStream(part: Part, hello: object = {}): Promise<EventStream> {
    const stream = await openStream(this.baseUrl, (await this.who(part)).token, hello);
    this.#streams.push(stream);
    return stream;
  }

  async connectStream(part: Part, hello: object = {}): Promise<EventStream> {
    const stream = await this.openStream(part, hello);
    await stream.welcomed();
    return stream;
  }

  /** Leaves nobody connected behind. */
  async hangUp(): Promise<void> {
    for (const peer of [...this.#sockets, ...this.#streams]) peer.close();
    await Promise.all(this.#sockets.splice(0).map((socket) => socket.closed()));
    await Promise.all(this.#streams.splice(0).map((stream) => stream.ended));
  }

  /**
   * A new case of the customer that the worker took: a conversation of two, with one system message.
   * The second technician writes little: what must not meet an allowance is written by them.
   */
  async newTalk(worker: "worker" | "stranger" = "worker"): Promise<Talk> {
    const opened = await this.openCase();
    const taken = await this.as<CaseView>(worker, "POST", `/v1/cases/${opened.id}/accept`);
    const { conversation_id } = taken.body;
    if (taken.status !== 200 || conversation_id === null) {
      throw new Error(`the case was not taken: ${JSON.stringify(taken.body)}`);
    }
    return { id: conversation_id, caseId: opened.id };
  }

  async openCase(): Promise<CaseView> {
    const title = `Panne au rond-point ${crypto.randomUUID().slice(0, 8)}`;
    const body = { kind: "request", title, description: "La voiture ne démarre plus." };
    const opened = await this.as<CaseView>("customer", "POST", "/v1/cases", body);
    if (opened.status !== 201) throw new Error(`no case: ${JSON.stringify(opened.body)}`);
    return opened.body;
  }

  async as<Body = Refusal>(
    part: Part,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Body>> {
    return this.request(method, path, { token: (await this.who(part)).token, body });
  }

  post<Body = Refusal>(path: string, body: unknown): Promise<Answer<Body>> {
    return this.request("POST", path, { body });
  }

  async request<Body>(
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown },
  ): Promise<Answer<Body>> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        "accept-language": "en",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text === "" ? null : JSON.parse(text)) as Body;
    return { status: response.status, headers: response.headers, body: parsed };
  }

  async dispose(): Promise<void> {
    await this.own?.dispose();
  }
}

/** The server that `CONFORMANCE_URL` names, or one of our own. */
export async function reachWorld(): Promise<World> {
  const url = process.env.CONFORMANCE_URL;
  if (url !== undefined && url !== "") return new World(url);
  const own = await startOwnServer();
  return new World(own.baseUrl, own);
}
