import { z } from "zod";
import { id, instant } from "../ids.ts";
import { line } from "../line.ts";
import { role } from "../person.ts";

/** Roles by whose rights a program may act. */
export const serviceRoles = ["agent", "manager", "admin"] as const;
export type ServiceRole = (typeof serviceRoles)[number];

/** The key by which a program of the organization's own calls. What it is made of is never told again. */
export const apiKey = z
  .strictObject({
    id,
    /** What the program is called wherever something is from it. */
    name: z.string(),
    role,
    /** How the key ends, to tell one from another. */
    hint: z.string(),
    state: z.enum(["active", "expired", "revoked"]),
    /** Null: by the operator of the platform. */
    created_by: z.nullable(z.string()),
    created_at: instant,
    /** Null: it holds until it is revoked. */
    expires_at: z.nullable(instant),
    /** To about a minute; null: never. */
    last_used_at: z.nullable(instant),
    revoked_at: z.nullable(instant),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKey>;

export const apiKeyList = z
  .strictObject({
    /** Those that hold first, the newest of each first. */
    keys: z.array(apiKey),
    /** Roles that a new one can have here. */
    roles: z.array(role),
  })
  .meta({ id: "ApiKeyList" });
export type ApiKeyList = z.infer<typeof apiKeyList>;

export const newApiKeyBody = z.strictObject({
  name: line(60),
  role: z.enum(serviceRoles),
  /** Days for which it holds; without it until it is revoked. */
  days: z.optional(z.int().min(1).max(3_650)),
});
export type NewApiKeyBody = z.infer<typeof newApiKeyBody>;

/** `secret` is told this once. */
export const newApiKey = z
  .strictObject({ secret: z.string(), key: apiKey })
  .meta({ id: "NewApiKey" });
export type NewApiKey = z.infer<typeof newApiKey>;
