import { z } from "zod";
import { clientId, id, instant } from "./ids.ts";
import { linkToken, newGuest, openLinkAnswer } from "./http/guests.ts";
import { organizationLook } from "./organization-look.ts";

/** What names an organization in the script of its site. No secret: everybody can read it there. */
export const siteKey = z.string().regex(/^[\w-]{22}$/);

const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const side = z.enum(["right", "left"]);

/** How an organization's chat stands on its own sites, as an admin says it. */
export const changeEmbedding = z.strictObject({
  enabled: z.boolean(),
  /** Sites whose pages may show the chat: `https://www.example.org`. */
  origins: z.array(z.string().trim().min(1).max(200)).max(50),
  /** The kind of case that a first message opens. */
  kind: z.string().max(40),
  /** Whether whoever is not vouched for by the site may write. */
  anonymous: z.boolean(),
  /** The colour of the button and of what the visitor says; null for the organization's own. */
  accent: z.nullable(colour),
  /** The corner in which the button stands. */
  side,
});
export type ChangeEmbedding = z.infer<typeof changeEmbedding>;

/** A key by which the site's server vouches for people. What it is made of is never told again. */
export const identityKey = z
  .strictObject({
    id,
    algorithm: z.enum(["HS256", "ES256", "RS256", "EdDSA"]),
    created_at: instant,
    /** Until when it still holds, once a newer one is there. */
    ends_at: z.nullable(instant),
  })
  .meta({ id: "IdentityKey" });
export type IdentityKey = z.infer<typeof identityKey>;

export const embeddingView = changeEmbedding
  .extend({
    site: siteKey,
    keys: z.array(identityKey),
    /** Kinds that can be opened with nothing but a message. */
    possible_kinds: z.array(z.string()),
  })
  .meta({ id: "Embedding" });
export type EmbeddingView = z.infer<typeof embeddingView>;

/** Without a public key the server makes a secret, which it tells once. */
export const newIdentityKeyBody = z.strictObject({
  public_key: z.optional(z.string().trim().min(1).max(4_000)),
});
export type NewIdentityKeyBody = z.infer<typeof newIdentityKeyBody>;

export const newIdentityKey = z
  .strictObject({
    embedding: embeddingView,
    /** Told this once; null when a public key was given. */
    secret: z.nullable(z.string()),
  })
  .meta({ id: "NewIdentityKey" });
export type NewIdentityKey = z.infer<typeof newIdentityKey>;

/** What the framed page is told before anybody is known. */
export const embeddedSite = z
  .strictObject({
    site: siteKey,
    organization: organizationLook,
    origins: z.array(z.string()),
    anonymous: z.boolean(),
    accent: z.nullable(colour),
    side,
    language: z.enum(["fr", "en"]),
  })
  .meta({ id: "EmbeddedSite" });
export type EmbeddedSite = z.infer<typeof embeddedSite>;

/** A JWT made by the site's server: `sub`, `aud` (the site key), `exp`, and who it is. */
const identity = z.string().max(4_096);

const text = (characters: number) => z.string().trim().min(1).max(characters);

export const identityClaims = z.object({
  sub: text(200),
  exp: z.number(),
  name: z.optional(text(120)),
  email: z.optional(z.email().max(254)),
  phone: z.optional(text(40)),
});
/** Who somebody is, as the site's server says. */
export type Identity = Omit<z.infer<typeof identityClaims>, "exp">;

export const embeddedVisitBody = z.strictObject({ identity });
export type EmbeddedVisitBody = z.infer<typeof embeddedVisitBody>;

/** `opened` is null for whoever has said nothing yet. */
export const embeddedVisit = z
  .strictObject({
    person: z.strictObject({ full_name: z.string() }),
    opened: z.nullable(openLinkAnswer),
  })
  .meta({ id: "EmbeddedVisit" });
export type EmbeddedVisit = z.infer<typeof embeddedVisit>;

/**
 * The first message: of whom the site vouches for (`identity`), or of somebody else (`token` and `guest`). The token is
 * 32 random bytes in hex that the page makes and keeps: it becomes the customer's link, and makes a second
 * attempt the same conversation.
 */
export const startEmbeddedBody = z.strictObject({
  identity: z.optional(identity),
  token: z.optional(linkToken),
  guest: z.optional(newGuest),
  text: z.string(),
  client_id: clientId,
});
export type StartEmbeddedBody = z.infer<typeof startEmbeddedBody>;
