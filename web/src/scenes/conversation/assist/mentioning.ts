import type { Person } from "@relais/client";

/** A name being written behind « @ », up to the caret. */
export type Mentioning = { readonly query: string; readonly from: number };

/** What stands behind the last « @ » before the caret, if a name may be meant: one or two words, no more. */
export function mentioningAt(text: string, caret: number): Mentioning | null {
  const before = text.slice(0, caret);
  const found = /(?:^|\s)@([\p{L}’'-]*(?: [\p{L}’'-]*)?)$/u.exec(before);
  if (found === null) return null;
  const query = found[1] ?? "";
  return { query, from: caret - query.length - 1 };
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** People one of whose names begins so, accents aside. */
export function peopleNamed(people: readonly Person[], query: string): readonly Person[] {
  const wanted = plain(query);
  return people.filter(({ full_name }) => {
    const name = plain(full_name);
    return name.startsWith(wanted) || name.split(/\s+/u).some((word) => word.startsWith(wanted));
  });
}

/** The ids of those whose name still stands in the text. */
export const mentionedIn = (text: string, people: readonly Person[]): string[] => [
  ...new Set(people.filter(({ full_name }) => text.includes(`@${full_name}`)).map(({ id }) => id)),
];
