import { parseArgs } from "node:util";
import { openFilesLimit } from "./processes/proc.ts";

/** Sizes and lengths of a run. Durations in seconds. */
export interface Options {
  repeats: number;
  /** Names of the measurements to run; all when empty. */
  only: string[];
  /** Names of the servers to measure; all when empty. */
  servers: string[];
  /** Where to write every single value as JSON. */
  json: string | undefined;
  quick: boolean;
  warmUp: number;
  seconds: number;
  /** Two-person conversations that write in the rate measurements. */
  pairs: number;
  /** The same where frames meet on their way: few people, each writing much. */
  fewPairs: number;
  /** Connections in the memory and restart measurements, and people in the large room. */
  crowd: number;
}

export const usage = `npm run bench [-- options]
  --quick          one repeat, shorter, a crowd of 2,000 instead of 5,000
  --only name      one measurement (may be repeated)
  --server name    one server (may be repeated): relais, ws-echo, ws-insert, socketio-insert, express-page
  --pairs n        pairs of people that write in the rate measurements (1000)
  --repeats n      how often everything is measured (3)
  --json file      also write every single value`;

export function readOptions(names: readonly string[]): Options {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      server: { type: "string", multiple: true, default: [] },
      pairs: { type: "string" },
      repeats: { type: "string" },
      json: { type: "string" },
    },
  });
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown) throw new Error(`No measurement is named ${unknown}. Known: ${names.join(", ")}.`);
  const { quick } = values;
  return {
    repeats: Number(values.repeats ?? (quick ? 1 : 3)),
    only: values.only,
    servers: values.server,
    json: values.json,
    quick,
    warmUp: quick ? 1 : 2,
    seconds: quick ? 4 : 10,
    pairs: Number(values.pairs ?? 1000),
    fewPairs: 150,
    crowd: crowd(quick ? 2000 : 5000),
  };
}

/** As many connections as the system lets one process hold. */
function crowd(wanted: number): number {
  const possible = openFilesLimit() - 200;
  if (possible >= wanted) return wanted;
  const held = Math.floor(possible / 2) * 2;
  process.stderr.write(
    `Only ${openFilesLimit()} open files are allowed: measuring ${held} connections instead of ${wanted}. Run « ulimit -n 20000 » first.\n`,
  );
  return held;
}
