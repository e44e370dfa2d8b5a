import { z } from "zod";
import { id, instant } from "../ids.ts";
import { organizationLook } from "../organization-look.ts";
import { person } from "../person.ts";
import { signInAnswer } from "./sessions.ts";

/** What stands after `/suivi/` in the customer's link: 32 random bytes. */
export const linkToken = z.string().regex(/^[0-9a-f]{64}$/);

export const openLinkBody = z.strictObject({ token: linkToken });

/** What a guest is told of their visit. */
export const visit = z
  .strictObject({
    conversation_id: id,
    organization: organizationLook,
    /** Whom to call, while the case is open: the person who takes care of it. */
    call: z.nullable(z.strictObject({ name: z.string(), phone: z.string() })),
    /** When the link ends; null while the case is open. */
    expires_at: z.nullable(instant),
  })
  .meta({ id: "Visit" });
export type Visit = z.infer<typeof visit>;

export const openLinkAnswer = z
  .strictObject({ ...signInAnswer.shape, visit })
  .meta({ id: "OpenedLink" });
export type OpenedLink = z.infer<typeof openLinkAnswer>;

export const linkStates = ["none", "live", "revoked", "expired"] as const;

/** How the customer's link of a conversation stands; the newest one, if there were several. */
export const linkView = z
  .strictObject({
    state: z.enum(linkStates),
    /** Whom it lets in. */
    guest: z.strictObject({
      ...person.shape,
      phone: z.nullable(z.string()),
      email: z.nullable(z.string()),
    }),
    created_at: z.nullable(instant),
    created_by: z.nullable(z.string()),
    first_opened_at: z.nullable(instant),
    last_opened_at: z.nullable(instant),
    /** Devices on which it was opened and still holds. */
    devices: z.int(),
    expires_at: z.nullable(instant),
  })
  .meta({ id: "GuestLink" });
export type LinkView = z.infer<typeof linkView>;

export const shareLinkBody = z.strictObject({
  /** Ends the link that there is, at once and on every device. */
  renew: z.optional(z.boolean()),
});

/** `path` holds the token and is told this once; nobody can read it again. */
export const sharedLink = z
  .strictObject({ path: z.string(), link: linkView })
  .meta({ id: "SharedLink" });
export type SharedLink = z.infer<typeof sharedLink>;

/** A customer without an account, as whoever opens a case for them describes them. */
export const newGuest = z.strictObject({
  full_name: z.string().min(1).max(120),
  phone: z.optional(z.nullable(z.string().max(40))),
  email: z.optional(z.nullable(z.email().max(254))),
});
export type NewGuest = z.infer<typeof newGuest>;
