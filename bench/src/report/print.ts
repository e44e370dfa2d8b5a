import { cpus, totalmem } from "node:os";
import type { Options } from "../options.ts";
import { bounds } from "./bounds.ts";
import { judge } from "./judge.ts";
import { median, type Samples, spread } from "./samples.ts";

/**
 * The report: ratios against the bounds first, then every figure of everybody, then the noise. `strangers`
 * is the share of the machine that other programs used.
 */
export function report(samples: Samples, options: Options, strangers: number): string {
  return [ratios(samples, options), absolutes(samples), noise(samples, options, strangers)].join(
    "\n\n",
  );
}

function ratios(samples: Samples, options: Options): string {
  const lines = bounds(options).map((bound) => judge(bound, samples));
  const measured = lines.filter((line) => line.verdict !== "not measured");
  if (measured.length === 0) return "Relais was not measured: no ratios.";
  const rows = lines.map((line) => [
    line.title,
    line.bound,
    line.measured,
    line.range,
    line.verdict,
  ]);
  const missed = lines.filter((line) => line.verdict === "miss").length;
  const titles = ["Relais", "bound", "median", "repeats", ""];
  return `${table([titles, ...rows])}\n${missed === 0 ? "No bound missed." : `${missed} missed.`}`;
}

function absolutes(samples: Samples): string {
  const subjects = samples.subjects();
  const rows = samples.figures().map((figure) => [
    figure,
    ...subjects.map((subject) => {
      const values = samples.values(figure, subject);
      return values.length === 0 ? "" : rounded(median(values));
    }),
  ]);
  return table([["medians", ...subjects], ...rows]);
}

function noise(samples: Samples, options: Options, strangers: number): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const shared = `${machine}. Generator, server and database share them; CPU figures are server and database only.
Other programs used ${percent(strangers)} of the machine meanwhile${strangers > 0.05 ? ": measure again when it is quiet" : ""}.`;
  if (options.repeats < 2) return `${shared}\nOne repeat: the noise is unknown.`;
  const spreads = samples.figures().flatMap((figure) =>
    samples.subjects().flatMap((subject) => {
      const values = samples.values(figure, subject);
      return values.length < 2 ? [] : [{ figure, share: spread(values) }];
    }),
  );
  const of = (word: string): string => {
    const shares = spreads.filter(({ figure }) => figure.includes(word)).map(({ share }) => share);
    return shares.length === 0
      ? "not measured"
      : `${percent(median(shares))} (at most ${percent(Math.max(...shares))})`;
  };
  return `${shared}
Noise, the distance between the lowest and the highest of ${options.repeats} repeats as a share of their median, in the middle case:
CPU ${of("CPU")}, p50 ${of("p50")}, p99 ${of("p99")}, highest rate ${of("highest rate with")}.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = value >= 1000 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
