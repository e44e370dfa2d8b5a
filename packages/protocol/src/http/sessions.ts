import { z } from "zod";
import { id, instant } from "../ids.ts";
import { me } from "../person.ts";

export const signInBody = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(1_024),
});

/** `access_token` lives 15 minutes; `refresh_token` 7 days and is replaced at each use. */
export const tokens = z
  .strictObject({
    access_token: z.string(),
    access_expires_at: instant,
    refresh_token: z.string(),
    refresh_expires_at: instant,
  })
  .meta({ id: "Tokens" });
export type Tokens = z.infer<typeof tokens>;

export const signInAnswer = z.strictObject({ ...tokens.shape, user: me }).meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof signInAnswer>;

export const refreshBody = z.strictObject({
  refresh_token: z.string().min(1).max(512),
  /**
   * Names this attempt. When the answer is lost on a bad network, the same token with the same
   * attempt is answered alike; with another attempt it is a reuse and ends the session.
   */
  attempt: z.optional(z.string().min(8).max(64)),
});

export const signOutBody = z.strictObject({
  everywhere: z.optional(z.boolean()),
  /** All but this session. */
  elsewhere: z.optional(z.boolean()),
});

/** One device, or one browser of it, on which a person is signed in. */
export const sessionView = z
  .strictObject({
    id,
    /** What it said of itself when it signed in (`User-Agent`); null when it said nothing. */
    client: z.nullable(z.string()),
    created_at: instant,
    last_used_at: instant,
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: "Session" });
export type SessionView = z.infer<typeof sessionView>;

export const sessionList = z
  .strictObject({ sessions: z.array(sessionView) })
  .meta({ id: "SessionList" });

export const ticketAnswer = z
  .strictObject({ ticket: z.string(), expires_at: instant })
  .meta({ id: "SocketTicket" });
