import { wordsOf } from "./words.ts";

/**
 * Messages of one block: as many as a posting can name within a row that PostgreSQL need not store apart.
 * Changing it later is safe; blocks that are there keep their places.
 */
const blockMessages = 512;

/** A message as it stands now, and as the index knows it. */
export type Touched = {
  conversation_id: string;
  number: number;
  text: string;
  block: number | null;
  place: number | null;
  words: string[] | null;
};
/** The newest place of the index; null when it is empty. */
export type Newest = { conversation_id: null; block: number | null; place: number | null };

/** By block and word, the places that say it. */
type Postings = Map<number, Map<string, number[]>>;

/** What a run changes in the search index: see `index_messages` in the migrations. */
export class IndexChanges {
  #block: number;
  #place: number;
  readonly #kept: {
    conversation: string;
    number: number;
    block: number;
    place: number;
    words: string;
  }[] = [];
  readonly #gone: { conversation: string; number: number }[] = [];
  readonly #added: Postings = new Map();
  readonly #removed: Postings = new Map();

  constructor({ block, place }: Newest) {
    this.#block = block ?? 0;
    this.#place = place ?? -1;
  }

  get empty(): boolean {
    return this.#kept.length === 0 && this.#gone.length === 0;
  }

  add({ conversation_id: conversation, number, text, block, place, words: known }: Touched): void {
    const words = new Set(wordsOf(text).map(({ word }) => word));
    if (block === null || place === null || known === null) {
      if (words.size === 0) return;
      this.#advance();
      note(this.#added, this.#block, this.#place, words);
      this.#keep(conversation, number, this.#block, this.#place, words);
      return;
    }
    const before = new Set(known);
    const added = without(words, before);
    const removed = without(before, words);
    if (added.size === 0 && removed.size === 0) return;
    note(this.#added, block, place, added);
    note(this.#removed, block, place, removed);
    if (words.size === 0) this.#gone.push({ conversation, number });
    else this.#keep(conversation, number, block, place, words);
  }

  /** In the order of the parameters of `index_messages`, behind the organization. */
  values(): unknown[] {
    const [kept, gone] = [this.#kept, this.#gone];
    return [
      array(kept, ({ conversation }) => conversation),
      array(kept, ({ number }) => number),
      array(kept, ({ block }) => block),
      array(kept, ({ place }) => place),
      array(kept, ({ words }) => `"${words}"`),
      array(gone, ({ conversation }) => conversation),
      array(gone, ({ number }) => number),
      ...rowsOf(this.#added),
      ...rowsOf(this.#removed),
    ];
  }

  #advance(): void {
    this.#place += 1;
    if (this.#place < blockMessages) return;
    this.#block += 1;
    this.#place = 0;
  }

  #keep(
    conversation: string,
    number: number,
    block: number,
    place: number,
    words: Set<string>,
  ): void {
    this.#kept.push({ conversation, number, block, place, words: [...words].join(" ") });
  }
}

function without(words: Set<string>, others: Set<string>): Set<string> {
  return new Set([...words].filter((word) => !others.has(word)));
}

function note(postings: Postings, block: number, place: number, words: Set<string>): void {
  if (words.size === 0) return;
  let byWord = postings.get(block);
  if (byWord === undefined) postings.set(block, (byWord = new Map()));
  for (const word of words) {
    const places = byWord.get(word);
    if (places === undefined) byWord.set(word, [place]);
    else places.push(place);
  }
}

/** Words, their blocks and their places, in the order of the index that they go into. */
function rowsOf(postings: Postings): string[] {
  const rows = [...postings].flatMap(([block, byWord]) =>
    [...byWord].map(([word, places]) => ({ word, block, places })),
  );
  rows.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.block - b.block));
  return [
    array(rows, ({ word }) => `"${word}"`),
    array(rows, ({ block }) => block),
    array(rows, ({ places }) => `"{${places.join(",")}}"`),
  ];
}

/** An array literal. Words are letters and digits alone, so nothing in it needs to be escaped. */
function array<Row>(rows: readonly Row[], value: (row: Row) => string | number): string {
  return `{${rows.map(value).join(",")}}`;
}
