import {
  currentVersion,
  type DownFrame,
  type DownFrames,
  type UpFrame,
  type UpFrames,
} from "@relais/protocol";
import type { Clock, Random } from "../clock.ts";
import { RelaisError } from "../errors.ts";
import { type Readable, Value } from "../readable.ts";
import type { Surroundings, SurroundingsChange } from "../surroundings.ts";
import type { OpenTransport } from "../transport/transport.ts";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import { Link, type LinkEnd } from "./link.ts";
import { type ReconnectPolicy, reconnectDelay } from "./reconnect-policy.ts";
import { type Request, type RequestAnswer, Requests } from "./requests.ts";
import type { ConnectingCode, ConnectionState, DisconnectedCode, TransportKind } from "./state.ts";
import { TokenRenewal } from "./token-renewal.ts";
import { createTransportChoice, type TransportChoice } from "./transport-choice.ts";

type Hello = UpFrames["hello"];

export type ConnectionOptions = {
  clock: Clock;
  random: Random;
  surroundings: Surroundings;
  policy: ReconnectPolicy;
  getToken: (refused?: string) => Promise<string | null>;
  /** Whose connection it must be; null: whoever the token names. */
  viewerId: () => string | null;
  /** The first is preferred. */
  transports: readonly (readonly [TransportKind, OpenTransport])[];
  /** What `hello` says besides version and token, at this moment. */
  hello: () => Omit<Hello, "type" | "version" | "token" | "ticket">;
  /** A connection is there. It may replace another one without `lost` between them. */
  connected: (welcome: DownFrames["welcome"], hello: Hello) => void;
  /** Frames other than heartbeats, answers to requests and goodbyes. */
  frame: (frame: DownFrame) => void;
  lost: () => void;
};

/** A connection shorter than this does not count as a success: it would be made in a tight loop. */
const steadyMs = 10_000;

/** Keeps one connection to the server, by the best way there is, until it is told to stop. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #state = new Value<ConnectionState>({ status: "disconnected", code: "not_started" });
  readonly #choice: TransportChoice;
  readonly #requests = new Requests();
  /** The link in use or in the making. */
  #link: Link | null = null;
  /** A better one, being tried beside it. */
  #candidate: Link | null = null;
  #heartbeat: Heartbeat | null = null;
  #renewal: TokenRenewal | null = null;
  #failures = 0;
  #refused: { token: string; times: number } | null = null;
  #notBefore = 0;
  /** Grows with every attempt, so that an answer that comes too late is recognised. */
  #attempt = 0;
  #cancelRetry = () => {};
  #cancelUpgrade = () => {};
  #leaveSurroundings = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#choice = createTransportChoice(
      options.transports.map(([kind]) => kind),
      options.clock,
    );
  }

  get state(): Readable<ConnectionState> {
    return this.#state;
  }

  get isConnected(): boolean {
    return this.#link?.welcomed === true;
  }

  start(): void {
    if (this.#state.get().status !== "disconnected") return;
    this.#failures = 0;
    this.#refused = null;
    this.#notBefore = 0;
    this.#leaveSurroundings = this.#options.surroundings.subscribe((change) =>
      this.#notice(change),
    );
    if (this.#options.surroundings.isOnline()) void this.#begin("first");
    else this.#retryLater("offline");
  }

  stop(): void {
    if (this.#state.get().status !== "disconnected") this.#disconnect("stopped");
  }

  /** Sends a frame that has no answer; dropped when there is no connection. */
  send(frame: UpFrame): void {
    if (this.isConnected) this.#link?.send(frame);
  }

  /** Asks; `answer` is called at most once, and never when the connection breaks first. */
  ask(request: Request, answer: (answer: RequestAnswer) => void): void {
    if (this.isConnected) this.#link?.send(this.#requests.issue(request, answer));
  }

  /** Makes sure that the link lives: something that should have been answered was not. */
  probe(): void {
    this.#heartbeat?.probe();
  }

  /** A request was refused because the token has ended. */
  renewToken(): void {
    this.#renewal?.now();
  }

  async #begin(code: ConnectingCode): Promise<void> {
    this.#abandon();
    const attempt = this.#attempt;
    this.#connecting(code, null);
    const refused = this.#refused;
    let token: string | null;
    try {
      token = await (refused === null
        ? this.#options.getToken()
        : this.#options.getToken(refused.token));
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
      return;
    }
    if (attempt !== this.#attempt) return;
    if (token === null) return this.#disconnect("signed_out");
    // The callback has no other token than one that was refused twice: asking again changes nothing.
    if (refused !== null && refused.token === token && refused.times > 1) {
      return this.#disconnect("unauthenticated");
    }
    this.#link = this.#open(this.#choice.next(), token, (end) => this.#ended(end));
  }

  #open(kind: TransportKind, token: string, end: (end: LinkEnd) => void): Link {
    const open = this.#options.transports.find(([known]) => known === kind)?.[1];
    if (open === undefined) throw new Error(`there is no transport ${kind}`);
    const link = new Link({
      clock: this.#options.clock,
      kind,
      open,
      token,
      hello: { ...this.#options.hello(), type: "hello", version: currentVersion, token },
      events: {
        welcome: (welcome) => this.#welcomed(link, welcome),
        frame: (frame) => this.#hear(link, frame),
        end,
      },
    });
    return link;
  }

  #welcomed(link: Link, welcome: DownFrames["welcome"]): void {
    const { clock } = this.#options;
    const viewerId = this.#options.viewerId();
    // Somebody else has signed in meanwhile: what is held here must not go out in their name.
    if (viewerId !== null && viewerId !== welcome.user.id) return this.#disconnect("signed_out");
    // The candidate has won: what was followed was named in its `hello`, so nothing is missed.
    if (link === this.#candidate) this.#link?.close();
    this.#candidate = null;
    this.#link = link;
    this.#settle();
    this.#refused = null;
    this.#notBefore = 0;
    this.#choice.opened(link.kind);
    this.#heartbeat = startHeartbeat({
      clock,
      intervalMs: welcome.heartbeat_ms,
      ping: () => link.send({ type: "ping" }),
      dead: () => {
        this.#drop();
        this.#retryLater("heartbeat");
      },
    });
    this.#renewal = new TokenRenewal(
      {
        clock,
        getToken: this.#options.getToken,
        present: (token, answer) =>
          this.ask({ type: "token", token }, (result) =>
            answer(result.type === "ack" ? (result.token_expires_at ?? null) : null),
          ),
        signedOut: () => this.#disconnect("signed_out"),
      },
      {
        token: link.token,
        expiresAt: welcome.token_expires_at,
        serverTime: welcome.server_time,
      },
    );
    this.#state.set({ status: "connected", transport: link.kind, since: clock.now() });
    this.#planUpgrade();
    this.#options.connected(welcome, link.hello);
  }

  #hear(link: Link, frame: DownFrame): void {
    if (link !== this.#link) return;
    this.#heartbeat?.heard();
    switch (frame.type) {
      case "ping":
        return link.send({ type: "pong" });
      case "pong":
      case "bye":
        return;
      case "ack":
        return this.#requests.settle(frame);
      case "refused":
        // With a reference it is an answer; without one it is about something named in `hello`.
        if (frame.ref !== undefined) return this.#requests.settle(frame);
        return this.#options.frame(frame);
      case "subscribed":
      case "cases":
        this.#requests.settle(frame);
        return this.#options.frame(frame);
      default:
        return this.#options.frame(frame);
    }
  }

  /** The link in use, or in the making, ended by itself. */
  #ended({ reason, final, afterMs }: LinkEnd): void {
    const link = this.#link;
    if (link === null) return;
    const welcomed = link.welcomed;
    if (!welcomed && (reason === null || reason === "hello_timeout"))
      this.#choice.failed(link.kind);
    this.#drop();
    if (final && reason !== null) return this.#disconnect(reason);
    if (reason === "unauthenticated") {
      const again = this.#refused?.token === link.token;
      const times = again ? (this.#refused?.times ?? 0) + 1 : 1;
      const first = this.#refused === null;
      this.#refused = { token: link.token, times };
      // A token that has just ended is the usual case: the next one is shown at once.
      if (first) return void this.#begin("token");
    }
    if (!welcomed) this.#failures += 1;
    if (afterMs !== undefined) this.#notBefore = this.#options.clock.now() + afterMs;
    const code = reason === "unauthenticated" ? "token" : (reason ?? "network");
    this.#retryLater(code, afterMs);
  }

  /** An attempt failed before it had a link. */
  #failed(error: unknown): void {
    this.#failures += 1;
    const refusal = error instanceof RelaisError ? error.refusal : undefined;
    if (refusal?.code === "organization_suspended") {
      return this.#retryLater(refusal.code, refusal.retry_after_ms);
    }
    // A link that has ended, a wrong password: there is no token to come, however often it is asked for.
    if (refusal !== undefined && refusal.retry !== "later") return this.#disconnect("signed_out");
    this.#retryLater("network");
  }

  #retryLater(code: ConnectingCode, afterMs?: number): void {
    const { clock, random, policy, surroundings } = this.#options;
    this.#abandon();
    const offline = !surroundings.isOnline();
    const moment = { attempt: this.#failures, hidden: !surroundings.isVisible(), offline, afterMs };
    const delay = reconnectDelay(policy, moment, random);
    const shown = offline ? "offline" : code;
    this.#connecting(shown, clock.now() + delay);
    this.#cancelRetry = clock.after(delay, () => void this.#begin(shown));
  }

  #connecting(code: ConnectingCode, retryAt: number | null): void {
    const before = this.#state.get();
    const since = before.status === "connecting" ? before.since : this.#options.clock.now();
    this.#state.set({ status: "connecting", code, attempt: this.#failures, since, retryAt });
  }

  #disconnect(code: DisconnectedCode): void {
    this.#drop();
    this.#leaveSurroundings();
    this.#state.set({ status: "disconnected", code });
  }

  /** Lets go of the connection, if there is one, and of every attempt. */
  #drop(): void {
    const state = this.#state.get();
    const wasConnected = this.isConnected;
    this.#abandon();
    if (state.status === "connected") {
      const steady = this.#options.clock.now() - state.since >= steadyMs;
      this.#failures = steady ? 0 : this.#failures + 1;
    }
    if (wasConnected) this.#options.lost();
  }

  #abandon(): void {
    this.#attempt += 1;
    this.#link?.close();
    this.#candidate?.close();
    this.#link = null;
    this.#candidate = null;
    this.#settle();
  }

  /** Stops what belongs to one connection or to one wait. */
  #settle(): void {
    this.#cancelRetry();
    this.#cancelUpgrade();
    this.#heartbeat?.stop();
    this.#renewal?.stop();
    this.#heartbeat = null;
    this.#renewal = null;
    this.#requests.forget();
  }

  #notice(change: SurroundingsChange): void {
    const state = this.#state.get();
    // An open WebSocket stalls in silence when the network goes: waiting for it costs a minute.
    if (change === "offline") {
      this.#drop();
      return this.#retryLater("offline");
    }
    if (change !== "online" && change !== "visible") return;
    if (state.status === "connected") return this.probe();
    if (state.status !== "connecting") return;
    const waits = state.retryAt !== null && this.#options.clock.now() >= this.#notBefore;
    // Back online, an attempt that is under way began without a network and may hang.
    if (waits || (change === "online" && state.code === "offline")) {
      this.#failures = 0;
      void this.#begin(state.code === "offline" ? "network" : state.code);
    }
  }

  #planUpgrade(): void {
    const wait = this.#choice.upgradeIn();
    if (wait !== null)
      this.#cancelUpgrade = this.#options.clock.after(wait, () => void this.#upgrade());
  }

  /** Tries the preferred way beside the present one; only a welcome makes it replace it. */
  async #upgrade(): Promise<void> {
    const attempt = this.#attempt;
    const [preferred] = this.#options.transports[0] ?? [];
    const token = await this.#options.getToken().catch(() => null);
    if (attempt !== this.#attempt || !this.isConnected || preferred === undefined) return;
    if (token === null) return this.#planUpgrade();
    const candidate = this.#open(preferred, token, () => {
      if (this.#candidate !== candidate) return;
      this.#candidate = null;
      this.#choice.failed(preferred);
      this.#planUpgrade();
    });
    this.#candidate = candidate;
  }
}
