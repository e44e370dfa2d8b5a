import { randomBytes } from "node:crypto";
import { type Language, oneOf, signInBody, type Words } from "@relais/protocol";
import type pg from "pg";
import { hashOf } from "../access/opaque-token.ts";
import { refuseTakenEmail, withFreeEmail } from "../access/register.ts";
import type { Core } from "../core.ts";
import type { ConnectionTarget } from "../database/connection.ts";
import { RefusedError } from "../errors.ts";
import { newLinkToken } from "../guest/link-token.ts";
import { newId } from "../ids.ts";
import { invitationPath } from "../invitation/invite.ts";
import { isTimeZone, noSuchZone } from "../opening-hours/time-zone.ts";
import { asOperator, recordForOperator } from "./operator.ts";
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
  /** How its first administrator comes in. Nobody can read it again. */
  readonly entrance: { readonly password: string } | { readonly path: string };
};

const invitationDays = 7;

/**
 * Creates an organization with its first administrator, as the owner of the database: the server itself
 * may not. The administrator is invited by a link, and chooses their own password; or, `withPassword`, is given one.
 * For the platform's operator, not for any caller.
 *
 * Refuses: invalid_body with `fields` (an unknown kind, an address that is none or is taken).
 */
export async function createOrganization(
  core: Core,
  target: ConnectionTarget,
  input: CreateOrganization,
  withPassword = false,
): Promise<CreatedOrganization> {
  const { name, language, time_zone } = input;
  const email = input.admin_email.trim().toLowerCase();
  check(core, input, email);
  await refuseTakenEmail(core, email, "admin_email");
  const password = withPassword ? randomBytes(15).toString("base64url") : undefined;
  const passwordHash = password && (await core.accounts.passwords.hash(password));
  const organization = { id: newId(), name: name.trim() };
  const kinds = [input.kind, ...(core.kinds.get(input.kind)?.besides ?? [])];
  return asOperator(target, async (client) => {
    const slug = await freeSlug(client, slugOf(name));
    await client.query(
      "insert into organization (id, name, slug, kinds, language, time_zone) values ($1, $2, $3, $4, $5, $6)",
      [organization.id, organization.name, slug, kinds, language, time_zone],
    );
    await recordForOperator(client, organization, "organization.created");
    const first = { ...input, organization_id: organization.id, email };
    if (password === undefined)
      return { id: organization.id, slug, entrance: await inviteFirst(client, first) };
    await insertFirst(client, { ...first, passwordHash });
    return { id: organization.id, slug, entrance: { password } };
  });
}

type First = Pick<CreateOrganization, "admin_name" | "language"> & {
  readonly organization_id: string;
  readonly email: string;
};

async function inviteFirst(
  client: pg.Client,
  { organization_id, email, admin_name }: First,
): Promise<{ path: string }> {
  const token = newLinkToken();
  await client.query(
    `insert into invitation (id, organization_id, token_hash, role, full_name, email, created_at, expires_at)
     values ($1, $2, $3, 'admin', $4, $5, now(), now() + make_interval(days => $6))`,
    [newId(), organization_id, hashOf(token), admin_name.trim(), email, invitationDays],
  );
  return { path: invitationPath(token) };
}

async function insertFirst(
  client: pg.Client,
  {
    organization_id,
    email,
    admin_name,
    language,
    passwordHash,
  }: First & { readonly passwordHash: string | undefined },
): Promise<void> {
  await withFreeEmail(
    () =>
      client.query(
        `insert into member (id, organization_id, email, full_name, role, language, password_hash)
         values ($1, $2, $3, $4, 'admin', $5, $6)`,
        [newId(), organization_id, email, admin_name.trim(), language, passwordHash],
      ),
    "admin_email",
  );
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
