import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

/** An entry of emojibase's compact data, as far as it is used. */
type Entry = { unicode: string; label: string; tags?: string[]; group?: number; order?: number };

const { resolve } = createRequire(import.meta.url);
const names = /^virtual:emoji-(fr|en)$/;
/** Flags need a font that few systems have; parts of emoji are none by themselves. */
const leftOut = new Set([2, 9]);

/**
 * `virtual:emoji-fr` and `virtual:emoji-en`: the words of every emoji as one text, a line each: group, emoji, and
 * what it is called. A tenth of emojibase's own files, which hold every shade of skin.
 */
export function emoji(): Plugin {
  return {
    name: "relais-emoji",
    resolveId: (id) => (names.test(id) ? id : undefined),
    load(id) {
      const language = names.exec(id)?.[1];
      if (language === undefined) return;
      const path = resolve(`emojibase-data/${language}/compact.json`);
      const entries = JSON.parse(readFileSync(path, "utf8")) as Entry[];
      const lines = entries
        .filter(({ group }) => group !== undefined && !leftOut.has(group))
        .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
        .map(({ group, unicode, label, tags = [] }) => [group, unicode, label, ...tags].join("\t"));
      return `export default ${JSON.stringify(lines.join("\n"))};`;
    },
  };
}
