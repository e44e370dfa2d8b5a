import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of a catalogue entry that we check: a sentence, or sentences by plural form. */
type Entry = string | { match: Record<string, string> }[];

const folder = join(import.meta.dirname, "../src/catalogue");
export const languages = ["fr", "en"] as const;

/** Reads one language's catalogue, without the line that names its schema. */
export function readCatalogue(language: string): Map<string, Entry> {
  const file = JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"));
  return new Map(Object.entries<Entry>(file).filter(([name]) => name !== "$schema"));
}

/** Every sentence of an entry, one by plural form. */
export function sentences(entry: Entry): string[] {
  return typeof entry === "string" ? [entry] : entry.flatMap((form) => Object.values(form.match));
}

const holes = (entry: Entry): string =>
  [...new Set(sentences(entry).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort().join(" ");

/** What is wrong between the languages, one sentence each; empty when all is well. */
export function catalogueFaults(): string[] {
  const [first, ...others] = languages.map((name) => ({ name, entries: readCatalogue(name) }));
  if (!first) return ["There is no language."];
  const faults: string[] = [];
  for (const other of others) {
    for (const [name, entry] of first.entries) {
      const twin = other.entries.get(name);
      if (twin === undefined) faults.push(`"${name}" is missing in ${other.name}.json.`);
      else if (holes(twin) !== holes(entry))
        faults.push(`"${name}" has other holes in ${other.name}.`);
    }
    for (const name of other.entries.keys()) {
      if (!first.entries.has(name)) faults.push(`"${name}" is missing in ${first.name}.json.`);
    }
  }
  return faults;
}

/**
 * Compares the compiled folder with the catalogue: when its plugin does not load, the compiler says
 * that it succeeded and writes nothing.
 */
export function compiledFaults(compiled: string): string[] {
  const wanted = readCatalogue(languages[0]).size;
  const found = readdirSync(join(compiled, "messages")).filter(
    (file) => file.endsWith(".js") && !file.startsWith("_"),
  ).length;
  return found === wanted
    ? []
    : [`${found} messages were compiled, the catalogue has ${wanted}. Does the plugin load?`];
}
