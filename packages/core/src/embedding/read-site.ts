import type { EmbeddedSite, Language } from "@relais/protocol";
import type { Core } from "../core.ts";
import { atSite, inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { selectLook } from "../organization/look.ts";

/** A site whose chat is open. */
export type Site = {
  readonly organization_id: string;
  readonly site_key: string;
  readonly origins: readonly string[];
  readonly kind: string;
  readonly anonymous: boolean;
};

/** Refuses: embedding_unknown, for one that is switched off as well; organization_suspended. */
export async function findSite(core: Core, siteKey: string): Promise<Site> {
  const site = await knownSite(core, siteKey);
  core.suspensions.refuse(site.organization_id);
  return site;
}

async function knownSite(core: Core, siteKey: string): Promise<Site> {
  const row = await atSite(core.db, siteKey, (tx) =>
    tx
      .selectFrom("embedding")
      .select(["organization_id", "site_key", "origins", "kind", "anonymous"])
      .where("site_key", "=", siteKey)
      .where("enabled", "=", true)
      .executeTakeFirst(),
  );
  if (row === undefined) throw new RefusedError("embedding_unknown");
  return row;
}

/** What a page on that site is told before anybody is known. Refuses: embedding_unknown, organization_suspended. */
export async function readSite(core: Core, siteKey: string): Promise<EmbeddedSite> {
  const { organization_id } = await findSite(core, siteKey);
  const { row, organization } = await inOrganization(core.db, organization_id, async (tx) => {
    const row = await tx
      .selectFrom("embedding")
      .innerJoin("organization", "organization.id", "embedding.organization_id")
      .select(["language", "site_key", "origins", "anonymous", "embedding.accent", "side"])
      .where("organization_id", "=", organization_id)
      .executeTakeFirstOrThrow();
    return { row, organization: await selectLook(tx, organization_id) };
  });
  const { site_key, side, language, ...site } = row;
  return {
    ...site,
    site: site_key,
    organization,
    // The check constraints of the columns hold the same lists as the types.
    side: side as EmbeddedSite["side"],
    language: language as Language,
  };
}

/** Who may show the framed page of this site; nobody where there is none. While it is suspended the page says so. */
export async function framingSites(core: Core, siteKey: string): Promise<readonly string[]> {
  try {
    return (await knownSite(core, siteKey)).origins;
  } catch (error) {
    if (error instanceof RefusedError) return [];
    throw error;
  }
}
