import { type RawBuilder, sql } from "kysely";
import { plain } from "../search/words.ts";

/** Words as a pattern of LIKE that means them and nothing else. */
export const literally = (words: string): string => words.replace(/[\\%_]/g, "\\$&");

/** Nobody types more of them; the others narrow no further. */
const mostWords = 8;

/** Accents, once they are apart from their letters: those of the languages of our people, and of names beside them. */
const accents =
  "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u0309\u030a\u030b\u030c\u031b\u0323\u0327\u0328";

/** A column, or one that keeps what `folded` says of another. */
type Column = string | { readonly folded: string };
/** Whether a column holds the word. */
type Holds = (column: Column) => RawBuilder<boolean>;

/**
 * Whether each of the words stands in one of the columns, whatever its case, accents and apostrophes; or in what `beside`
 * says.
 */
export function holdWords(
  columns: readonly Column[],
  words: string,
  beside?: (holds: Holds) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  const each = plain(words).split(/\s+/).filter(Boolean).slice(0, mostWords);
  if (each.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    each.map((word) => {
      const anywhere = `%${literally(word).replace(/['’]/g, "_")}%`;
      const holds: Holds = (column) => sql`${folded(column)} like ${anywhere}`;
      const places = [...columns.map(holds), ...(beside === undefined ? [] : [beside(holds)])];
      return sql`(${sql.join(places, sql` or `)})`;
    }),
    sql` and `,
  )})`;
}

/** What words are compared with, of a column. */
export const folded = (column: Column): RawBuilder<string> =>
  typeof column === "object"
    ? sql`${sql.ref(column.folded)}`
    : sql`replace(translate(normalize(lower(${sql.ref(column)}), NFKD), ${accents}, ''), 'œ', 'oe')`;
