import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { Lanes } from "../file/lanes.ts";
import { drawPicture } from "./draw-picture.ts";
import { keepPreview } from "./keep-preview.ts";
import type { ReadLink } from "./means.ts";

/** How long one who looks has a link for itself; much longer than a look takes. */
const heldMs = 120_000;
/** A link that ended three processes must not end a fourth. */
const mostAttempts = 3;
/** Links taken at once, and looked at side by side in all of this process. */
const taken = 8;
const lanes = new Lanes(4);

type Wanted = {
  readonly conversation_id: string;
  readonly number: number;
  readonly link: string;
  readonly attempts: number;
};

/**
 * Looks at the links of one organization that are due, and gives their messages cards. Each is taken with a
 * limit of time, so that a server that ends in between leaves it to the next one. Returns how many it took.
 */
export async function previewLinks(
  core: Core,
  organizationId: string,
  read: ReadLink,
  signal: AbortSignal,
): Promise<number> {
  const due = await take(core, organizationId);
  await Promise.all(
    due.map((wanted) =>
      lanes.run(async () => {
        try {
          if (wanted.attempts <= mostAttempts)
            await preview(core, organizationId, wanted, read, signal);
          await settle(core, organizationId, wanted);
        } catch (error) {
          // It stays wanted, and is tried again when its time is over.
          if (!signal.aborted) core.log.warn({ err: error }, "A link could not be previewed.");
        }
      }),
    ),
  );
  return due.length;
}

function take(core: Core, organizationId: string): Promise<Wanted[]> {
  const now = core.now();
  return inOrganization(core.db, organizationId, (tx) =>
    tx
      .updateTable("wanted_link")
      .set({ attempts: sql`attempts + 1`, due_at: new Date(now.getTime() + heldMs) })
      .where(sql<boolean>`(conversation_id, number) in (
        select conversation_id, number from wanted_link
        where organization_id = ${organizationId} and due_at <= ${now}
        order by due_at limit ${taken} for update skip locked)`)
      .returning(["conversation_id", "number", "link", "attempts"])
      .execute(),
  );
}

async function preview(
  core: Core,
  organization_id: string,
  { conversation_id, number, link }: Wanted,
  read: ReadLink,
  signal: AbortSignal,
): Promise<void> {
  const page = await read(link, signal);
  const sender = page && (await senderOf(core, organization_id, conversation_id, number));
  if (!page || !sender) return;
  const { title, description, site } = page;
  const owner = { organization_id, conversation_id, member_id: sender };
  const picture = page.picture && (await drawPicture(core, owner, page.picture));
  const card = { link, title, description, site, picture };
  await keepPreview(core, { organization_id, conversation_id, number, preview: card });
}

async function senderOf(
  core: Core,
  organizationId: string,
  conversationId: string,
  number: number,
): Promise<string | null> {
  const row = await inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("message")
      .select("sender_id")
      .where("conversation_id", "=", conversationId)
      .where("number", "=", number)
      .where("deleted_at", "is", null)
      .executeTakeFirst(),
  );
  return row?.sender_id ?? null;
}

/** Done, unless the message has been given another link meanwhile. */
async function settle(core: Core, organizationId: string, wanted: Wanted): Promise<void> {
  await inOrganization(core.db, organizationId, (tx) =>
    tx
      .deleteFrom("wanted_link")
      .where("conversation_id", "=", wanted.conversation_id)
      .where("number", "=", wanted.number)
      .where("link", "=", wanted.link)
      .execute(),
  );
}
