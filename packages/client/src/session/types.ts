import type { Me, OpenedLink, Visit } from "@relais/protocol";
import type { Readable } from "../readable.ts";

export type SessionState = { status: "signed_out" } | { status: "signed_in"; user: Me };

/** Where a session is kept: one text. `localStorage` in browsers, memory elsewhere. */
export interface SessionStorage {
  read(): string | null;
  write(value: string | null): void;
  /** Calls `listener` when someone else (another tab) wrote. */
  subscribe?(listener: () => void): () => void;
  /** The name of the lock that its writers share; absent when nobody else writes. */
  readonly shared?: string;
}

export interface Session {
  readonly state: Readable<SessionState>;
  /** Throws RelaisError with the refusal, or NetworkError. */
  signIn(email: string, password: string): Promise<Me>;
  /** Comes by a customer's link: its address, its path, or what follows `/suivi/` in it. Throws as `signIn` does. */
  openLink(link: string): Promise<Visit>;
  /** The same with what another call has answered. */
  adopt(opened: OpenedLink): Visit;
  /**
   * An access token that is valid for at least 30 s, refreshed when needed; null when signed out.
   * `refused` is a token that must not come again: the server refused it, or it ends soon.
   * Throws NetworkError when a new one is needed and no answer comes.
   */
  getToken(refused?: string): Promise<string | null>;
  /** Takes over what the server says of this person by now; of somebody else, nothing. */
  know(user: Me): void;
  /** Ends this session (or all of this person's); locally it has ended even when no answer comes. */
  signOut(options?: { everywhere?: boolean }): Promise<void>;
}
