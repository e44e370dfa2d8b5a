import { createClient, randomId, type Visit } from "@relais/client";
import type { EmbeddedSite, EmbeddedVisit, NewGuest, OpenedLink } from "@relais/protocol";
import { currentLanguage } from "../../format/language.ts";
import { earlyFetch } from "../../session/early.ts";
import { type GuestPlace, guestPlace } from "../../session/guest.ts";
import { refusalIn } from "../../session/refusal.ts";
import type { Host } from "./host.ts";

/** Asks what may be asked before anybody is known. Never started. */
const visitor = createClient({
  baseUrl: location.origin,
  language: currentLanguage,
  fetch: earlyFetch,
  getToken: () => Promise.resolve(null),
});

export const readSite = (key: string): Promise<EmbeddedSite> =>
  visitor.http.call<EmbeddedSite>({ path: `/v1/embedded/${encodeURIComponent(key)}` });

/** Who writes: somebody whom the site knows, or not. */
export type Writer = { readonly full_name: string } | null;

export type Inside =
  | { at: "conversation"; visit: Visit }
  | { at: "start"; writer: Writer }
  /** The site wants to know everybody, and knows nobody now. */
  | { at: "stranger" };

/** The ways into the conversation of one site, and what this device keeps of them. */
export class Door {
  readonly place: GuestPlace;
  readonly #site: EmbeddedSite;
  readonly #host: Host;
  readonly #key: string;
  /** The site's word in this page, for the first message. */
  #identity: string | null = null;
  /** Made for one beginning, and kept with it. */
  #attempt: { token: string; client_id: string } | null = null;

  constructor(site: EmbeddedSite, host: Host) {
    this.#site = site;
    this.#host = host;
    this.#key = `relais:embed ${site.site}`;
    this.place = guestPlace(`relais-embed-${site.site}`, `relais:visit ${site.site}`);
  }

  /** Comes in by the site's word, by what this device keeps, or not yet. */
  async enter(vouches: boolean): Promise<Inside> {
    const token = vouches ? await this.#host.identity() : null;
    return this.enterAs(token);
  }

  async enterAs(token: string | null): Promise<Inside> {
    const subject = subjectOf(token);
    const kept = this.#kept();
    // Somebody else is signed in on the site now, or nobody: what was the other's is not theirs.
    if (kept !== null && kept.subject !== subject) await this.leave();
    this.#identity = token;
    const visit = this.place.keptVisit();
    if (visit !== null && this.place.session.state.get().status === "signed_in") {
      return { at: "conversation", visit };
    }
    if (token !== null) return this.#resume(token);
    const link = this.#kept()?.link;
    if (link !== undefined) return this.#reopen(link);
    return this.#site.anonymous ? { at: "start", writer: null } : { at: "stranger" };
  }

  /** The first message. The same attempt made again is the same conversation. */
  async begin(text: string, guest: NewGuest | null): Promise<Visit> {
    this.#attempt ??= { token: newToken(), client_id: randomId() };
    const { token, client_id } = this.#attempt;
    const path = `/v1/embedded/${this.#site.site}/conversations`;
    const known = guest === null;
    // What the site said when the page was opened may have ended since.
    const identity = known ? await this.#host.identity() : null;
    const body = known ? { identity, text, client_id } : { token, guest, text, client_id };
    const opened = await visitor.http.call<OpenedLink>({ path, body });
    this.#attempt = null;
    return this.#keep(opened, known ? { subject: subjectOf(identity) } : { link: token });
  }

  /** Another conversation is begun: this one stays with the company. */
  again(): Inside {
    void this.#forget();
    return { at: "start", writer: this.#writer() };
  }

  /** What this device keeps of whoever was here goes with them. */
  async leave(): Promise<void> {
    this.#host.tell({ say: "ended" });
    await this.#forget();
  }

  /** What stands in the customer's link, where this device made it. */
  get link(): string | null {
    const link = this.#kept()?.link;
    return link === undefined ? null : `${location.origin}/suivi/${link}`;
  }

  async #resume(identity: string): Promise<Inside> {
    const { person, opened } = await visitor.http.call<EmbeddedVisit>({
      path: `/v1/embedded/${this.#site.site}/visits`,
      body: { identity },
    });
    if (opened === null) return { at: "start", writer: person };
    return { at: "conversation", visit: this.#keep(opened, { subject: subjectOf(identity) }) };
  }

  async #reopen(link: string): Promise<Inside> {
    try {
      const visit = await this.place.session.openLink(link);
      this.place.keepVisit(visit);
      return { at: "conversation", visit };
    } catch (error) {
      if (refusalIn(error)?.code.startsWith("link_") !== true) throw error;
      await this.leave();
      return this.#site.anonymous ? { at: "start", writer: null } : { at: "stranger" };
    }
  }

  #writer(): Writer {
    const state = this.place.session.state.get();
    if (this.#identity === null || state.status !== "signed_in") return null;
    return { full_name: state.user.full_name };
  }

  #keep(opened: OpenedLink, kept: Kept): Visit {
    localStorage.setItem(this.#key, JSON.stringify(kept));
    this.place.keepVisit(opened.visit);
    this.#host.tell({ say: "began" });
    return this.place.session.adopt(opened);
  }

  #kept(): Kept | null {
    return JSON.parse(localStorage.getItem(this.#key) ?? "null") as Kept | null;
  }

  async #forget(): Promise<void> {
    localStorage.removeItem(this.#key);
    localStorage.removeItem(`relais:visit ${this.#site.site}`);
    await this.place.session.signOut();
  }
}

/** By whom this device came in: `sub` of the site's word, or the token of a link of its own. */
type Kept = { readonly subject?: string | undefined; readonly link?: string };

/** Read without being believed: it only says whether somebody else is there now. */
function subjectOf(token: string | null): string | undefined {
  if (token === null) return undefined;
  try {
    const [, payload = ""] = token.split(".");
    const text = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    return (JSON.parse(text) as { sub?: string }).sub;
  } catch {
    return undefined;
  }
}

const newToken = () =>
  [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
