import { z } from "zod";
import { colour } from "../accent.ts";
import { words } from "../words.ts";
import { id } from "../ids.ts";
import { line } from "../line.ts";
import { role } from "../person.ts";

const language = z.enum(["fr", "en"]);
const country = z.string().regex(/^[A-Z]{2}$/);
const days = z.int().min(1).max(3_650);

/** What an organization says of itself, for its admins. */
export const organizationSettings = z
  .strictObject({
    id,
    name: z.string(),
    /** Its short name in addresses; the operator's to give. */
    slug: z.string(),
    /** Of those who come new to it. */
    language,
    /** By which country a number without a code is read (ISO 3166-1); null: such numbers are refused. */
    phone_country: z.nullable(country),
    /** Its colour; null: that of Relais. Where it could not be read it is shown a little darker or lighter. */
    accent: z.nullable(colour),
    /** Where its logo is fetched, by anybody; null: it has none. */
    logo: z.nullable(z.string()),
    /** Days after the end of a case until its words and files are erased; null: never. */
    retention_days: z.nullable(days),
    /** Kinds of cases that it may serve. Of one that is not in use none is opened anew; those that are there stay. */
    kinds: z.array(z.strictObject({ name: z.string(), title: words, in_use: z.boolean() })),
    /** Roles that somebody can have there. */
    roles: z.array(role),
  })
  .meta({ id: "OrganizationSettings" });
export type OrganizationSettings = z.infer<typeof organizationSettings>;

/** What is absent stays. */
export const changeOrganizationBody = z.strictObject({
  name: z.optional(line(120)),
  language: z.optional(language),
  phone_country: z.optional(z.nullable(country)),
  accent: z.optional(z.nullable(colour)),
  retention_days: z.optional(z.nullable(days)),
  /** The kinds in use, by name: all of them, at least one. */
  kinds: z.optional(z.array(z.string().max(40)).min(1).max(50)),
});
export type ChangeOrganization = z.infer<typeof changeOrganizationBody>;
