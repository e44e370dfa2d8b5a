import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { filesOf, type Way, ways } from "./ahead.ts";

const project = join(import.meta.dirname, "../..");
const recordFile = join(import.meta.dirname, "../first-load.json");

/** What somebody may add who had to: twenty milliseconds of slow 3G. */
const spareBytes = 1_024;

type Weights = Record<string, number>;
/** What was last weighed: at most so many bytes on each way, packed, and the modules that they are made of, unpacked. */
type Weighed = { atMost: { [Each in Way]: number }; modules: Weights };

/**
 * Weighs what has to come before somebody reads and writes, on each way to a conversation, and stops a build in which it
 * grew: nobody notices a kilobyte, and a slow link carries fifty of them a second. `npm run weigh -w web` takes what is
 * there now for what may be.
 */
export function firstLoad(): Plugin {
  return {
    name: "relais-first-load",
    apply: "build",
    writeBundle: {
      order: "post",
      handler(_options, bundle) {
        const modules: Weights = {};
        const bytes = Object.entries(ways).map(([way, scenes]) => {
          const files = [...new Set([...entriesOf(bundle), ...filesOf(bundle, scenes)])];
          for (const file of files) addModules(modules, bundle[file]);
          return [
            way as Way,
            files.reduce((sum, file) => sum + weightOf(bundle[file]), 0),
          ] as const;
        });
        if (process.env.RELAIS_WEIGH) return record(bytes, modules);
        const faults = faultsOf(bytes, modules);
        if (faults !== null) this.error(faults);
      },
    },
  };
}

/** What every page loads: its script and its style. */
function entriesOf(bundle: Rolldown.OutputBundle): string[] {
  return Object.values(bundle)
    .filter((one) => (one.type === "chunk" ? one.isEntry : /app-.*\.css$/.test(one.fileName)))
    .map(({ fileName }) => fileName);
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

const packedWeights = new WeakMap<Output, number>();

function weightOf(output: Output | undefined): number {
  if (output === undefined) return 0;
  const known = packedWeights.get(output);
  if (known !== undefined) return known;
  const content = output.type === "chunk" ? output.code : output.source;
  const weight = brotliCompressSync(Buffer.from(content)).length;
  packedWeights.set(output, weight);
  return weight;
}

function addModules(modules: Weights, output: Output | undefined): void {
  if (output?.type !== "chunk") return;
  const own: Weights = {};
  for (const [id, { renderedLength }] of Object.entries(output.modules)) {
    const name = nameOf(id);
    own[name] = (own[name] ?? 0) + renderedLength;
  }
  Object.assign(modules, own);
}

/** Packages are told apart by their name, sentences not at all. */
function nameOf(id: string): string {
  const [, dependency] = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id) ?? [];
  if (dependency !== undefined) return `the package ${dependency}`;
  if (/[\\/]paraglide[\\/]messages[\\/]/.test(id)) return "sentences";
  return relative(project, id.replace("\0", "")).replaceAll("\\", "/");
}

function record(bytes: readonly (readonly [Way, number])[], modules: Weights): void {
  const atMost = Object.fromEntries(bytes.map(([way, weight]) => [way, weight + spareBytes]));
  const inOrder = Object.entries(modules).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const kept = { atMost, modules: Object.fromEntries(inOrder) };
  writeFileSync(recordFile, `${JSON.stringify(kept, null, 2)}\n`);
}

function faultsOf(bytes: readonly (readonly [Way, number])[], modules: Weights): string | null {
  const { atMost, modules: before } = JSON.parse(readFileSync(recordFile, "utf8")) as Weighed;
  const tooMuch = bytes.filter(([way, weight]) => weight > atMost[way]);
  if (tooMuch.length === 0) return null;
  const grown = Object.entries(modules)
    .map(([name, now]) => ({ name, more: now - (before[name] ?? 0), isNew: !(name in before) }))
    .filter(({ more }) => more > 0)
    .toSorted((a, b) => b.more - a.more)
    .slice(0, 15);
  return [
    ...tooMuch.map(
      ([way, weight]) =>
        `A slow link carries ${weight} bytes before a conversation is there (${way}), of at most ${atMost[way]}.`,
    ),
    "Since that was last weighed these came or grew, by so many bytes before they are packed:",
    ...grown.map(({ name, more, isNew }) => `  ${more} ${name}${isNew ? " (new)" : ""}`),
    "Load what is not needed at once when it is used, by import(). What is worth the wait to everybody is taken in by `npm run weigh -w web`.",
  ].join("\n");
}
