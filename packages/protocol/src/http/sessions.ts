import { z } from "zod";
import { instant } from "../ids.ts";
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

export const signOutBody = z.strictObject({ everywhere: z.optional(z.boolean()) });

export const ticketAnswer = z
  .strictObject({ ticket: z.string(), expires_at: instant })
  .meta({ id: "SocketTicket" });
