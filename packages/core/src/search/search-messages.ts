import {
  type Attachment,
  limits,
  type SearchHit,
  type SearchHolds,
  type SearchPage,
  type SharedCategory,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { isStaff, readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { nearWords, wordsOf } from "./words.ts";

/** What is asked. Instants are ISO 8601. */
export type Search = {
  /** Words; without them only what messages hold is looked for. */
  readonly text?: string | undefined;
  readonly holds?: SearchHolds | undefined;
  readonly conversation_id?: string | undefined;
  readonly sender_id?: string | undefined;
  readonly kind?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The page after the one whose oldest hit has this id. */
  readonly before?: string | undefined;
};

const categoriesOf: Readonly<Record<SearchHolds, readonly SharedCategory[]>> = {
  picture: ["picture"],
  file: ["file"],
  voice: ["voice"],
  link: ["link"],
  any_file: ["picture", "file", "voice"],
};

/** Words looked for at most; a whole sentence is found by its first ones. */
const askedWords = 8;
/** Words of the vocabulary that one beginning stands for. */
const meanings = 40;
/** With so few messages in reach of a reader, they are read instead of the index. */
const readOneByOne = 5_000;
/** Messages of an organization that a search looks at, the newest of those that hold the words. */
const candidates = 20_000;
/** Shorter words are too near to too many others. */
const shortestMisspelt = 4;

type Row = Omit<SearchHit, "highlights" | "created_at" | "attachments"> & {
  created_at: Date;
  attachments: Attachment[] | null;
};
type Meanings = ReadonlyMap<number, readonly string[]>;

/**
 * The messages that hold every word of `text`, and what `holds` names, newest first: each word counts as a
 * beginning, accents and case do not matter, and when nothing is found one letter of each longer word may be
 * wrong. Without words, whatever holds what `holds` names. Only in
 * conversations that this person may read: their own, or all of the organization for an admin.
 *
 * Refuses: not_found and forbidden (for `conversation_id`), invalid_body with nothing to look for.
 */
export async function searchMessages(
  core: Core,
  actor: Actor,
  search: Search,
): Promise<SearchPage> {
  const only =
    search.conversation_id === undefined
      ? null
      : await withInternal(core, actor, search.conversation_id);
  const words = wordsOf(search.text ?? "").map(({ word }) => word);
  const asked = [...new Set(words)].slice(0, askedWords);
  // Words that say nothing are no question, whatever else is asked.
  const wordless = search.text === undefined && search.holds !== undefined;
  if (asked.length === 0 && !wordless) {
    throw new RefusedError("invalid_body", {
      fields: {
        q: {
          fr: "Écrivez au moins un mot de deux lettres.",
          en: "Write at least one word of two letters.",
        },
      },
    });
  }
  // Further pages belong to what the first one found.
  if (search.before === undefined) await core.searches.ask(actor.organization_id);
  const begun = await wordsBetween(
    core,
    actor,
    asked.map((word) => ({ from: word, to: `${word}\u{10ffff}` })),
  );
  const hits = await find(core, actor, { ...search, only }, asked, begun);
  if (hits.length > 0 || wordless || search.before !== undefined) return page(hits, begun);
  const meant = await misspelt(core, actor, asked, begun);
  return page(await find(core, actor, { ...search, only }, asked, meant), meant);
}

/** A conversation and, for who may read that, what lies beside it. */
async function withInternal(core: Core, actor: Actor, conversationId: string): Promise<string[]> {
  const { internal_id, case_kind } = await readableRoster(core, actor, conversationId);
  return internal_id !== null && isStaff(core.kinds, case_kind, actor.role)
    ? [conversationId, internal_id]
    : [conversationId];
}

async function wordsBetween(
  core: Core,
  actor: Actor,
  ranges: readonly { from: string; to: string }[],
): Promise<Map<number, string[]>> {
  const { rows } = await core.pool.query<{ place: number; word: string }>({
    name: "search_terms",
    text: "select * from search_terms($1, $2, $3, $4)",
    values: [
      actor.organization_id,
      ranges.map(({ from }) => from),
      ranges.map(({ to }) => to),
      meanings,
    ],
  });
  const words = new Map<number, string[]>();
  for (const { place, word } of rows) words.set(place - 1, [...(words.get(place - 1) ?? []), word]);
  return words;
}

/** Every word as it was begun, and as it may have been meant. */
async function misspelt(
  core: Core,
  actor: Actor,
  asked: readonly string[],
  begun: Meanings,
): Promise<Meanings> {
  const guesses = asked.flatMap((word, place) =>
    word.length < shortestMisspelt ? [] : nearWords(word).map((near) => ({ near, place })),
  );
  const known = await wordsBetween(
    core,
    actor,
    guesses.map(({ near }) => ({ from: near, to: `${near}\u0001` })),
  );
  const meant = new Map([...begun].map(([place, words]) => [place, [...words]]));
  for (const [index, words] of known) {
    const place = guesses[index]?.place;
    if (place === undefined) continue;
    meant.set(place, [...(meant.get(place) ?? []), ...words]);
  }
  return meant;
}

async function find(
  core: Core,
  actor: Actor,
  search: Search & { only: readonly string[] | null },
  asked: readonly string[],
  meant: Meanings,
): Promise<Row[]> {
  // A word that nobody ever wrote: no message holds them all.
  if (asked.some((_, place) => (meant.get(place) ?? []).length === 0)) return [];
  const words = [...meant].flatMap(([place, list]) => list.map((word) => ({ word, place })));
  const { rows } = await core.pool.query<Row>({
    name: "search_messages",
    text: "select * from search_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    values: [
      actor.organization_id,
      // The same rule as reading a conversation (conversation/policy.ts): an admin reads all of them.
      actor.role === "admin" ? null : actor.id,
      search.only,
      words.map(({ word }) => word),
      words.map(({ place }) => place),
      asked.length,
      search.sender_id ?? null,
      search.kind ?? null,
      search.since ?? null,
      search.until ?? null,
      search.holds === undefined ? null : categoriesOf[search.holds],
      search.before ?? null,
      limits.searchHits + 1,
      readOneByOne,
      candidates,
    ],
  });
  return rows;
}

function page(rows: readonly Row[], meant: Meanings): SearchPage {
  const words = new Set([...meant.values()].flat());
  return {
    hits: rows.slice(0, limits.searchHits).map(({ attachments, ...row }) => ({
      ...row,
      ...(attachments !== null && { attachments }),
      created_at: row.created_at.toISOString(),
      highlights: highlightsOf(row.text, words),
    })),
    has_more: rows.length > limits.searchHits,
  };
}

/** Where the found words stand, in UTF-16 units; what lies within another is left out. */
function highlightsOf(text: string, found: ReadonlySet<string>): [number, number][] {
  const places = wordsOf(text).filter(({ word }) => found.has(word));
  const kept: [number, number][] = [];
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= (kept.at(-1)?.[1] ?? 0)) kept.push([start, end]);
  }
  return kept;
}
