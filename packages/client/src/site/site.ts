import type { EmbeddedSite, Language, NewGuest, OpenedLink, Visit } from "@relais/protocol";
import { type Clock, systemClock } from "../clock.ts";
import { RelaisError } from "../errors.ts";
import { type Call, request } from "../http/request.ts";
import { randomId } from "../random-id.ts";
import type { Session } from "../session/types.ts";
import { siteCalls } from "./calls.ts";

export type SiteOptions = {
  baseUrl: string;
  /** The key of the site, as Administration shows it. No secret. */
  site: string;
  /** What it enters with: of this site alone, by a `name` of its own. */
  session: Session;
  /**
   * Asks the site's own server who is signed in there: the JWT that it made, or null for nobody. Asked anew whenever it is
   * needed, as such a word does not hold long. Without it everybody is somebody whom the site does not know.
   */
  identity?: () => Promise<string | null>;
  language?: Language | (() => Language);
  fetch?: typeof fetch;
  clock?: Clock;
};

/** A conversation that one is in: what `createClient` (`viewerId`) and a component (`id`) want to know of it. */
export type SiteTalk = {
  readonly conversation: string;
  readonly viewer: string;
  readonly visit: Visit;
};

/**
 * Who came, as the site calls them (null: somebody whom it does not know), and their conversation. Null: they have said
 * nothing yet, and `begin` is to be called with their first words.
 */
export type SiteVisit = { readonly full_name: string | null; readonly talk: SiteTalk | null };

/** The way into the conversation of an organization's own site or app, by the word of its server instead of a link. */
export interface Site {
  /** What everybody may know of the site: whose it is, its looks, whether a stranger may write. */
  read(): Promise<EmbeddedSite>;
  /** Comes in, where there is a conversation already. Rejects as the calls of `Http` do. */
  enter(): Promise<SiteVisit>;
  /**
   * Says the first words, which begins a conversation; said again after a failure it is the same one. `guest` is for whom
   * the site does not know.
   */
  begin(text: string, guest?: NewGuest): Promise<SiteTalk>;
  /** For `createClient`: as that of the session, and comes in anew by the word of the site when the session has ended. */
  getToken(refused?: string): Promise<string | null>;
}

export function createSite(options: SiteOptions): Site {
  const { session, language } = options;
  const http = {
    baseUrl: options.baseUrl,
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init)),
    clock: options.clock ?? systemClock,
    language: () => (typeof language === "function" ? language() : language),
  };
  const call = async <T>(what: Call): Promise<T> => (await request<T>(http, what)).body;
  const calls = siteCalls(call, options.site);
  const identify = async () => (await options.identity?.()) ?? null;
  /** Made for one beginning, and kept until it is there. */
  let attempt: { readonly token: string; readonly client_id: string } | null = null;
  const comeIn = (opened: OpenedLink): SiteTalk => {
    const visit = session.adopt(opened);
    return { conversation: visit.conversation_id, viewer: opened.user.id, visit };
  };

  const site: Site = {
    read: () => calls.read(),
    enter: async () => {
      const identity = await identify();
      if (identity === null) return { full_name: null, talk: null };
      const { person, opened } = await calls.visit(identity);
      // What is kept here is somebody else's, or of a conversation that is over.
      if (opened === null) await session.signOut();
      return { full_name: person.full_name, talk: opened && comeIn(opened) };
    },
    begin: async (text, guest) => {
      attempt ??= { token: newToken(), client_id: randomId() };
      const { token, client_id } = attempt;
      const identity = guest === undefined ? await identify() : null;
      const whose =
        identity === null ? { token, ...(guest !== undefined && { guest }) } : { identity };
      const opened = await calls.begin({ ...whose, text, client_id });
      attempt = null;
      return comeIn(opened);
    },
    getToken: async (refused) => {
      const token = await session.getToken(refused);
      if (token !== null) return token;
      try {
        const { talk } = await site.enter();
        return talk && (await session.getToken());
      } catch (error) {
        // Whose word does not hold is signed out; whoever has no network only waits.
        if (error instanceof RelaisError && error.refusal.retry !== "later") return null;
        throw error;
      }
    },
  };
  return site;
}

/** 32 random bytes, as the customer's link has them. */
const newToken = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
