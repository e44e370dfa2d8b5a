import { z } from "zod";
import { id } from "./ids.ts";
import { organizationLook } from "./organization-look.ts";

/** Roles inside an organization; a kind gives them its own titles. */
export const roles = ["customer", "worker", "agent", "manager", "admin"] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** A person as others see them. */
export const person = z.strictObject({ id, full_name: z.string(), role }).meta({ id: "Person" });
export type Person = z.infer<typeof person>;

/** The signed-in person, as they see themselves. */
export const me = z
  .strictObject({
    id,
    full_name: z.string(),
    role,
    /** Null of a guest. */
    email: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    language: z.enum(["fr", "en"]),
    organization: z.strictObject({
      id,
      kinds: z.array(z.string()),
      ...organizationLook.shape,
    }),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof me>;
