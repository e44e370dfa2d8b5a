import { z } from "zod";
import { accent } from "./accent.ts";

/** How an organization shows itself to whoever deals with it, signed in or not. */
export const organizationLook = z
  .strictObject({
    name: z.string(),
    /** Where its logo is fetched, by anybody; absent when it has none. */
    logo: z.optional(z.string()),
    /** Its colour in both themes; absent when it is that of Relais. */
    accent: z.optional(accent),
  })
  .meta({ id: "OrganizationLook" });
export type OrganizationLook = z.infer<typeof organizationLook>;
