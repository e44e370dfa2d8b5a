import type { Language, Me, OpenedLink, SignedIn, Tokens, Visit } from "@relais/protocol";
import { type Clock, systemClock } from "../clock.ts";
import { RelaisError } from "../errors.ts";
import { type Answer, type Call, type RequestOptions, request } from "../http/request.ts";
import type { Locks } from "../outbox/tabs.ts";
import { randomId } from "../random-id.ts";
import { Value } from "../readable.ts";
import { within } from "../within.ts";
import type { SessionMirror } from "./mirror.ts";
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
  /**
   * Erases what the device keeps of everybody but the person who is signed in now (null: of everybody);
   * `left` is who has just gone. IndexedDB in browsers by default.
   */
  erase?: (present: string | null, left: string | null) => Promise<void>;
  /** The browser's locks, when the storage is shared. */
  locks?: Locks;
  /** Where a service worker finds this session, and leaves what it refreshed. */
  mirror?: SessionMirror;
};

/** A token is given out only when it lives at least this long. */
const marginMs = 30_000;

/** A tab that the phone has frozen keeps what it holds: locks, databases. So long it is waited for. */
const frozenMs = 10_000;
const erasedMs = 3_000;

/** When a page that was opened looks for what people before left behind. */
const sweepMs = 10_000;

/** What is kept. Times are by this device's clock, corrected by the server's where it is seen. */
type Kept = {
  user: Me;
  access_token: string;
  access_until: number;
  refresh_token: string;
  /** Names a refresh whose answer has not come: it is asked again under the same name. */
  attempt?: string;
};

function keptIn(value: string | null): Kept | null {
  try {
    return JSON.parse(value ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

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

  const read = (): Kept | null => keptIn(storage.read());
  const state = new Value<SessionState>(stateOf(read()));
  const doErase = options.erase ?? usualErase(options.baseUrl);
  let erasing: Promise<void> = Promise.resolve();
  /** However a session ended, here or from afar, what was its person's goes with it. */
  const erase = (left: string | null) => {
    const present = personIn(state.get());
    erasing = erased()
      .then(() => doErase?.(present, left))
      .catch(() => undefined);
  };
  const erased = () => within(clock, erasedMs, erasing);
  // A page may have been killed before it had erased everything. Not at once: the page is being opened.
  if (doErase !== null) clock.after(sweepMs, () => erase(null));
  const publish = () => {
    const next = stateOf(read());
    const before = state.get();
    // The same person stays the same value: a refreshed token is nobody's business.
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    state.set(next);
    const left = personIn(before);
    if (left !== null && left !== personIn(next)) erase(left);
  };
  let mirroring: Promise<void> = Promise.resolve();
  const write = (kept: Kept | null) => {
    const value = kept === null ? null : JSON.stringify(kept);
    storage.write(value);
    mirroring = mirroring.then(() => options.mirror?.write(value));
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
  const adopt = (answer: Answer<OpenedLink>): Visit => {
    keep(answer, answer.body.user);
    return answer.body.visit;
  };
  const isGood = (kept: Kept, refused: string | undefined) =>
    kept.access_token !== refused && kept.access_until - clock.now() >= marginMs;

  /** What a service worker has refreshed while no page was open. */
  const newerThan = async ({ user, access_until }: Kept): Promise<Kept | null> => {
    await mirroring;
    const mirrored = keptIn(await (options.mirror?.read() ?? null));
    const same = mirrored !== null && mirrored.user.id === user.id;
    return same && mirrored.access_until > access_until ? mirrored : null;
  };

  const refresh = async (refused: string | undefined): Promise<string | null> => {
    const kept = read();
    if (kept === null) return null;
    // Another tab was here first.
    if (isGood(kept, refused)) return kept.access_token;
    const ahead = await newerThan(kept);
    if (ahead !== null) {
      write(ahead);
      return refresh(refused);
    }
    const attempt = kept.attempt ?? randomId();
    write({ ...kept, attempt });
    try {
      const body = { refresh_token: kept.refresh_token, attempt };
      const answer = await call<Tokens>({ path: "/v1/sessions/refresh", body });
      // Signed out, or signed in as someone else, while the answer was on its way.
      const now = read();
      if (now?.refresh_token !== kept.refresh_token) return now?.access_token ?? null;
      return keep(answer, now.user).access_token;
    } catch (error) {
      if (!(error instanceof RelaisError) || error.refusal.retry === "later") throw error;
      if (read()?.refresh_token === kept.refresh_token) write(null);
      return null;
    }
  };
  /**
   * A refresh token serves once: two tabs must not use the same one. What a frozen tab began is asked again under
   * its name, and answered alike.
   */
  const alone = async <T>(task: () => Promise<T>): Promise<T> => {
    const locks = options.locks ?? (typeof navigator === "undefined" ? undefined : navigator.locks);
    if (storage.shared === undefined || locks === undefined) return task();
    const waiting = new AbortController();
    let begun: Promise<T> | undefined;
    const begin = () => (begun = task());
    const cancel = clock.after(frozenMs, () => waiting.abort());
    await locks.request(storage.shared, { signal: waiting.signal }, begin).catch(() => undefined);
    cancel();
    // Given up, or refused by the browser; once it was begun, the task itself says how it ended.
    return begun ?? task();
  };
  let refreshing: Promise<string | null> | null = null;

  return {
    state,
    signIn: async (email, password) => {
      const answer = await call<SignedIn>({ path: "/v1/sessions", body: { email, password } });
      // Whoever used this device before leaves first.
      await erased();
      return keep(answer, answer.body.user).user;
    },
    openLink: async (link) => {
      const token = link.slice(link.lastIndexOf("/") + 1);
      return adopt(await call<OpenedLink>({ path: "/v1/guest-sessions", body: { token } }));
    },
    adopt: (opened) => adopt({ body: opened, serverTime: null }),
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
    know: (user) => {
      const kept = read();
      if (kept?.user.id === user.id) write({ ...kept, user });
    },
    signOut: async ({ everywhere = false } = {}) => {
      const kept = read();
      write(null);
      if (kept === null) return;
      const body = everywhere ? { everywhere } : {};
      // Locally the session is over either way; without an answer its tokens end by themselves.
      const told = call({ path: "/v1/sessions/sign-out", body, token: kept.access_token });
      await Promise.all([erased(), told.catch(() => undefined)]);
    },
  };
}

/** Loaded when it is needed. Where nothing is kept there is nothing to erase. */
function usualErase(baseUrl: string): SessionOptions["erase"] | null {
  if (typeof indexedDB === "undefined") return null;
  return async (present, left) => {
    const { eraseOthers } = await import("../memory/erase.ts");
    await eraseOthers(baseUrl, present, left);
  };
}

const personIn = (state: SessionState): string | null =>
  state.status === "signed_in" ? state.user.id : null;

function stateOf(kept: Kept | null): SessionState {
  return kept === null ? { status: "signed_out" } : { status: "signed_in", user: kept.user };
}
