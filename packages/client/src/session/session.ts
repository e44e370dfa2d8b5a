import type { Language, Me, OpenedLink, SignedIn, Tokens } from "@relais/protocol";
import { type Clock, systemClock } from "../clock.ts";
import { RelaisError } from "../errors.ts";
import { type Answer, type Call, type RequestOptions, request } from "../http/request.ts";
import type { Locks } from "../outbox/tabs.ts";
import { randomId } from "../random-id.ts";
import { Value } from "../readable.ts";
import { usualSession } from "./storage.ts";
import type { Session, SessionState, SessionStorage } from "./types.ts";

export type SessionOptions = {
  baseUrl: string;
  /** Sessions of other names on the same device know nothing of each other. */
  name?: string;
  /** `localStorage` in browsers, memory elsewhere. */
  storage?: SessionStorage;
  language?: Language | (() => Language);
  fetch?: typeof fetch;
  clock?: Clock;
  /** The browser's locks, when the storage is shared. */
  locks?: Locks;
};

/** A token is given out only when it lives at least this long. */
const marginMs = 30_000;

/** What is kept. Times are by this device's clock, corrected by the server's where it is seen. */
type Kept = {
  user: Me;
  access_token: string;
  access_until: number;
  refresh_token: string;
  /** Names a refresh whose answer has not come: it is asked again under the same name. */
  attempt?: string;
};

/** Signs a person in and keeps them signed in. Several tabs share one session. */
export function createSession(options: SessionOptions): Session {
  const clock = options.clock ?? systemClock;
  const name = `${options.name ?? "relais-session"} ${options.baseUrl}`;
  const storage = options.storage ?? usualSession(name);
  const http: RequestOptions = {
    baseUrl: options.baseUrl,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    clock,
    language: () =>
      typeof options.language === "function" ? options.language() : options.language,
  };

  const read = (): Kept | null => {
    try {
      return JSON.parse(storage.read() ?? "null") as Kept | null;
    } catch {
      return null;
    }
  };
  const state = new Value<SessionState>(stateOf(read()));
  const publish = () => {
    const next = stateOf(read());
    // The same person stays the same value: a refreshed token is nobody's business.
    if (JSON.stringify(next) !== JSON.stringify(state.get())) state.set(next);
  };
  const write = (kept: Kept | null) => {
    storage.write(kept === null ? null : JSON.stringify(kept));
    publish();
  };
  // For as long as the page lives, as the session itself.
  storage.subscribe?.(publish);

  const call = <T>(what: Call): Promise<Answer<T>> => request<T>(http, what);
  const keep = ({ body, serverTime }: Answer<Tokens>, user: Me): Kept => {
    const ahead = serverTime === null ? 0 : clock.now() - serverTime;
    const kept = {
      user,
      access_token: body.access_token,
      access_until: Date.parse(body.access_expires_at) + ahead,
      refresh_token: body.refresh_token,
    };
    write(kept);
    return kept;
  };
  const isGood = (kept: Kept, refused: string | undefined) =>
    kept.access_token !== refused && kept.access_until - clock.now() >= marginMs;

  const refresh = async (refused: string | undefined): Promise<string | null> => {
    const kept = read();
    if (kept === null) return null;
    // Another tab was here first.
    if (isGood(kept, refused)) return kept.access_token;
    const attempt = kept.attempt ?? randomId();
    write({ ...kept, attempt });
    try {
      const body = { refresh_token: kept.refresh_token, attempt };
      const answer = await call<Tokens>({ path: "/v1/sessions/refresh", body });
      // Signed out, or signed in as someone else, while the answer was on its way.
      if (read()?.refresh_token !== kept.refresh_token) return read()?.access_token ?? null;
      return keep(answer, kept.user).access_token;
    } catch (error) {
      if (!(error instanceof RelaisError) || error.refusal.retry === "later") throw error;
      if (read()?.refresh_token === kept.refresh_token) write(null);
      return null;
    }
  };
  /** A refresh token serves once: two tabs must not use the same one. */
  const alone = <T>(task: () => Promise<T>): Promise<T> => {
    const locks = options.locks ?? (typeof navigator === "undefined" ? undefined : navigator.locks);
    if (storage.shared === undefined || locks === undefined) return task();
    return locks.request(storage.shared, {}, task) as Promise<T>;
  };
  let refreshing: Promise<string | null> | null = null;

  return {
    state,
    signIn: async (email, password) => {
      const answer = await call<SignedIn>({ path: "/v1/sessions", body: { email, password } });
      return keep(answer, answer.body.user).user;
    },
    openLink: async (token) => {
      const answer = await call<OpenedLink>({ path: "/v1/guest-sessions", body: { token } });
      keep(answer, answer.body.user);
      return answer.body.visit;
    },
    getToken: async (refused) => {
      const kept = read();
      if (kept === null) return null;
      if (isGood(kept, refused)) return kept.access_token;
      // One question at a time; whoever comes meanwhile shares the answer.
      refreshing ??= alone(() => refresh(refused)).finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
    signOut: async ({ everywhere = false } = {}) => {
      const kept = read();
      write(null);
      if (kept === null) return;
      const body = everywhere ? { everywhere } : {};
      // Locally the session is over either way; without an answer its tokens end by themselves.
      await call({ path: "/v1/sessions/sign-out", body, token: kept.access_token }).catch(
        () => undefined,
      );
    },
  };
}

function stateOf(kept: Kept | null): SessionState {
  return kept === null ? { status: "signed_out" } : { status: "signed_in", user: kept.user };
}
