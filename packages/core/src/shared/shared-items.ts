import {
  type Attachment,
  categoryOf,
  type LinkPreview,
  linksIn,
  previewedLink,
  type SharedCategory,
} from "@relais/protocol";
import type { Consumer } from "../consumers/consumer.ts";
import type { Core } from "../core.ts";

/** Events that one run looks at. */
const eventsAtOnce = 20_000;
/** A link in an older message is no news: a server that was away, or is new, does not go through the past. */
const newsMs = 24 * 3_600_000;
/** What is longer is no link that a person wrote. */
const longestLink = 2_000;

type Row = {
  conversation_id: string | null;
  number: number;
  text: string;
  attachments: Attachment[] | null;
  preview: LinkPreview | null;
  created_at: Date;
  progressed: boolean | null;
  more: boolean | null;
};
type Touched = Row & { conversation_id: string };
type Item = {
  conversation_id: string;
  number: number;
  category: SharedCategory;
  place: number;
  file_id: string | null;
  link: string | null;
};
type Wanted = { conversation_id: string; number: number; link: string };

/**
 * Keeps what messages hold besides their words, files and links, and says which links are to be looked at.
 * Everything and the cursor are written together, so a repetition changes nothing (P6).
 */
export const sharedItems: Consumer = {
  name: "shared_items",
  eventsAtOnce,
  concerns: ({ type, plain, json }) =>
    type === "message.edited" ||
    type === "message.deleted" ||
    (type === "message.sent" &&
      plain !== true &&
      (json.includes("://") || json.includes('"attachments":'))),
  async run(core, organizationId) {
    const client = await core.pool.connect();
    try {
      await client.query("begin");
      const { rows } = await client.query<Row>({
        name: "take_messages_to_share",
        text: "select * from take_messages_to_share($1, $2)",
        values: [organizationId, eventsAtOnce],
      });
      const touched = rows.filter((row): row is Touched => row.conversation_id !== null);
      const items = touched.flatMap(itemsOf);
      const wanted =
        core.links.read === undefined ? [] : touched.flatMap((row) => wantedOf(core, row));
      if (touched.length > 0) {
        await client.query({
          name: "share_items",
          text: "select share_items($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
          values: [
            organizationId,
            touched.map((one) => one.conversation_id),
            touched.map((one) => one.number),
            items.map((one) => one.conversation_id),
            items.map((one) => one.category),
            items.map((one) => one.number),
            items.map((one) => one.place),
            items.map((one) => one.file_id),
            items.map((one) => one.link),
            wanted.map((one) => one.conversation_id),
            wanted.map((one) => one.number),
            wanted.map((one) => one.link),
            core.now(),
          ],
        });
      }
      await client.query("commit");
      const last = rows.at(-1);
      client.release();
      if (wanted.length > 0) core.links.announce(organizationId);
      return { progressed: last?.progressed ?? false, more: last?.more ?? false };
    } catch (error) {
      // The connection goes with what it had begun.
      client.release(true);
      throw error;
    }
  },
};

function itemsOf({ conversation_id, number, attachments, text }: Touched): Item[] {
  const at = { conversation_id, number };
  return [
    ...(attachments ?? []).map((file, place) => ({
      ...at,
      category: categoryOf(file),
      place,
      file_id: file.id,
      link: null,
    })),
    ...linksIn(text).map((link, place) => ({
      ...at,
      category: "link" as const,
      place,
      file_id: null,
      link,
    })),
  ];
}

function wantedOf(
  core: Core,
  { conversation_id, number, text, preview, created_at }: Touched,
): Wanted[] {
  const link = previewedLink(text);
  if (link === null || link.length > longestLink || link === preview?.link) return [];
  if (core.now().getTime() - created_at.getTime() > newsMs) return [];
  return [{ conversation_id, number, link }];
}
