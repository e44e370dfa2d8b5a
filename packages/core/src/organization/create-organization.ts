import { randomBytes } from "node:crypto";
import { type Language, oneOf, signInBody, type Words } from "@relais/protocol";
import pg from "pg";
import type { Core } from "../core.ts";
import { type ConnectionTarget, ownerConfig } from "../database/connection.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { isTimeZone, noSuchZone } from "../opening-hours/time-zone.ts";
import { slugOf } from "./slug.ts";

export type CreateOrganization = {
  readonly name: string;
  /** What its cases are; the registry must know it. */
  readonly kind: string;
  readonly admin_email: string;
  readonly admin_name: string;
  readonly language: Language;
  /** By which clock it lives, of the IANA database. */
  readonly time_zone: string;
};

export type CreatedOrganization = {
  readonly id: string;
  readonly slug: string;
  /** The administrator's first password. Nobody can read it again. */
  readonly password: string;
};

/**
 * Creates an organization with its first administrator, as the owner of the database: the server itself
 * may not. For the platform's operator, not for any caller.
 *
 * Refuses: invalid_body with `fields` (an unknown kind, an address that is none or is taken).
 */
export async function createOrganization(
  core: Core,
  target: ConnectionTarget,
  input: CreateOrganization,
): Promise<CreatedOrganization> {
  const { name, admin_name, language, time_zone } = input;
  const email = input.admin_email.trim().toLowerCase();
  check(core, input, email);
  const password = randomBytes(15).toString("base64url");
  const passwordHash = await core.accounts.passwords.hash(password);
  const id = newId();
  const client = new pg.Client(ownerConfig(target));
  await client.connect();
  try {
    await client.query("begin");
    const slug = await freeSlug(client, slugOf(name));
    await client.query(
      "insert into organization (id, name, slug, kinds, language, time_zone) values ($1, $2, $3, $4, $5, $6)",
      [
        id,
        name.trim(),
        slug,
        [input.kind, ...(core.kinds.get(input.kind)?.besides ?? [])],
        language,
        time_zone,
      ],
    );
    await client.query(
      `insert into member (id, organization_id, email, full_name, role, language, password_hash)
       values ($1, $2, $3, $4, 'admin', $5, $6)`,
      [newId(), id, email, admin_name.trim(), language, passwordHash],
    );
    await client.query("commit");
    return { id, slug, password };
  } catch (error) {
    if (!isUniqueViolation(error, "member_email_key")) throw error;
    throw new RefusedError("invalid_body", {
      fields: {
        admin_email: {
          fr: "Quelqu’un a déjà cette adresse.",
          en: "Somebody has this address already.",
        },
      },
    });
  } finally {
    // Without the commit nothing of it stays.
    await client.end();
  }
}

function check(
  core: Core,
  { name, kind, admin_name, time_zone }: CreateOrganization,
  email: string,
): void {
  const fields: Record<string, Words> = {};
  if (name.trim() === "")
    fields.name = {
      fr: "Donnez un nom à l’organisation.",
      en: "Give the organization a name.",
    };
  if (admin_name.trim() === "")
    fields.admin_name = {
      fr: "Donnez un nom à l’administrateur.",
      en: "Give the administrator a name.",
    };
  if (!signInBody.shape.email.safeParse(email).success) {
    fields.admin_email = {
      fr: "Écrivez une adresse e-mail, comme nom@exemple.org.",
      en: "Write an e-mail address, such as name@example.org.",
    };
  }
  if (core.kinds.get(kind) === undefined) {
    fields.kind = oneOf(core.kinds.all().map(({ name }) => name));
  }
  if (!isTimeZone(time_zone)) fields.time_zone = noSuchZone;
  if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
}

async function freeSlug(client: pg.Client, wanted: string): Promise<string> {
  // Two operators at once would choose the same one.
  await client.query("lock table organization in share row exclusive mode");
  const { rows } = await client.query<{ slug: string }>("select slug from organization");
  const taken = new Set(rows.map(({ slug }) => slug));
  let slug = wanted;
  for (let count = 2; taken.has(slug); count += 1) slug = `${wanted}-${count}`;
  return slug;
}
