import type { Language } from "@relais/protocol";

export type Emoji = {
  unicode: string;
  /** The group of emojibase: 0 faces, 1 people, 3 nature, 4 food, 5 places, 6 activities, 7 objects, 8 symbols. */
  group: number;
  label: string;
  /** What it is found by, without accents. */
  words: string;
};

const bare = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Reads the lines that the build made. */
export function readEmoji(lines: string): Emoji[] {
  return lines.split("\n").map((line) => {
    const [group = "", unicode = "", label = "", ...tags] = line.split("\t");
    return { unicode, group: Number(group), label, words: bare([label, ...tags].join(" ")) };
  });
}

/** Every emoji with its words in one language; loaded once. */
export async function loadEmoji(language: Language): Promise<Emoji[]> {
  const { default: lines } =
    language === "fr" ? await import("virtual:emoji-fr") : await import("virtual:emoji-en");
  return readEmoji(lines);
}

/** Those that hold the beginning of every word asked for; the names that begin with it first. */
export function findEmoji(all: readonly Emoji[], query: string): Emoji[] {
  const wanted = bare(query).split(/\s+/).filter(Boolean);
  const found = all.filter(({ words }) => {
    const own = ` ${words}`;
    return wanted.every((word) => own.includes(` ${word}`));
  });
  const [first = ""] = wanted;
  const leads = ({ words }: Emoji) => (words.startsWith(first) ? 0 : 1);
  return found.sort((one, other) => leads(one) - leads(other));
}

const storageKey = "relais:emoji";
const kept = 16;

/** Used last, the newest first. */
export function recentEmoji(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function rememberEmoji(unicode: string): void {
  const recent = [unicode, ...recentEmoji().filter((one) => one !== unicode)].slice(0, kept);
  try {
    localStorage.setItem(storageKey, JSON.stringify(recent));
  } catch {
    // Storage is full or refused: they are forgotten with the page.
  }
}
