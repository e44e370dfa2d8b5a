import type { EmbeddedVisit, Person } from "@relais/protocol";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { enterLink, type Entered } from "../guest/enter-link.ts";
import { insertLink } from "../guest/insert-link.ts";
import { newLinkToken } from "../guest/link-token.ts";
import { readVisit } from "../guest/read-visit.ts";
import { knowPerson } from "./know-person.ts";
import { findSite, type Site } from "./read-site.ts";
import { verifyIdentity } from "./verify-identity.ts";

/**
 * Brings somebody whom the site vouches for back to their newest conversation. What ended long ago is not opened again:
 * the next message begins another one.
 *
 * Refuses: embedding_unknown, identity_invalid, identity_expired, forbidden.
 */
export async function resumeVisit(
  core: Core,
  siteKey: string,
  { identity, client }: { readonly identity: string; readonly client?: string | undefined },
): Promise<EmbeddedVisit> {
  const site = await findSite(core, siteKey);
  const who = await verifyIdentity(core, site, identity);
  const { organization_id } = site;
  const { person, entered } = await inOrganization(core.db, organization_id, async (tx) => {
    const person = await knowPerson(tx, organization_id, who);
    const newest = await newestConversation(tx, site, person);
    const entered =
      newest && (await enterConversation(core, tx, site, { person, ...newest }, client));
    return { person, entered };
  });
  const { full_name } = person;
  const opened = entered && { ...entered.answer, visit: await readVisit(core, entered.actor) };
  return { person: { full_name }, opened: opened ?? null };
}

type Newest = { readonly case_id: string; readonly conversation_id: string };

async function newestConversation(
  tx: Scoped,
  site: Site,
  person: Person,
): Promise<Newest | undefined> {
  const row = await tx
    .selectFrom("service_case")
    .select(["id as case_id", "conversation_id"])
    .where("customer_id", "=", person.id)
    .where("kind", "=", site.kind)
    .where("conversation_id", "is not", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  const { case_id, conversation_id = null } = row ?? {};
  if (case_id === undefined || conversation_id === null) return undefined;
  return { case_id, conversation_id };
}

/** Undefined: its link has expired. One that was withdrawn ends for whoever holds it, not for whom the site knows. */
export async function enterConversation(
  core: Core,
  tx: Scoped,
  { organization_id }: Pick<Site, "organization_id">,
  { person, case_id, conversation_id }: Newest & { readonly person: Person },
  client: string | undefined,
): Promise<Entered | undefined> {
  const link = await tx
    .selectFrom("guest_link")
    .select(["id", "expires_at"])
    .where("conversation_id", "=", conversation_id)
    .where("revoked_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (link?.expires_at && link.expires_at <= core.now()) return undefined;
  const about = { organization_id, conversation_id, member_id: person.id };
  const id =
    link?.id ??
    (await insertLink(core, tx, { ...about, case_id, token: newLinkToken(), created_by: null }));
  const { full_name, role } = person;
  return enterLink(core, tx, { ...about, id, full_name, role }, client);
}
