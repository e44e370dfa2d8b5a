import { cpuAtHighestRateOf, highestRateOf } from "../measure/highest-rate.ts";
import type { Options } from "../options.ts";

/** One line of the table of speeds: what Relais must reach, against a peer of the same run or absolutely. */
export interface Bound {
  title: string;
  /** The figure of Relais. */
  figure: string;
  /** What it is divided by, repeat by repeat; nothing for an absolute bound. */
  against?: { subject: string; figure?: string };
  limit: number;
  /** Whether more is better (a rate) or less (a cost). */
  better: "more" | "less";
  /** A difference within the spread of the repeats counts as a tie. */
  tieAllowed?: boolean;
}

/** The bounds of a run of these sizes. */
export function bounds(options: Pick<Options, "crowd" | "pairs" | "fewPairs">): Bound[] {
  const crowd = options.crowd.toLocaleString("en");
  return [
    ...[...new Set([options.pairs, options.fewPairs])].flatMap(highestRateBounds),
    {
      title: "CPU per durable message at 1,000/s, against ws with one insert",
      figure: "CPU ms per 1,000 messages at 1,000/s",
      against: { subject: "ws-insert" },
      limit: 1,
      better: "less",
    },
    ...["200", "1,000"].flatMap((rate) =>
      ["acknowledged", "received"].flatMap((moment) =>
        ["p50", "p99"].map((percentile): Bound => {
          return {
            title: `${moment} ${percentile} at ${rate}/s, against ws with one insert`,
            figure: `${moment} ${percentile} ms at ${rate}/s`,
            against: { subject: "ws-insert" },
            limit: 1,
            better: "less",
            tieAllowed: true,
          };
        }),
      ),
    ),
    {
      title: "fan-out to 1,000, 1 in flight: CPU per delivery, against ws broadcast",
      figure: "CPU ms per 1,000 deliveries to 1,000, 1 in flight",
      against: { subject: "ws-echo" },
      limit: 1.15,
      better: "less",
    },
    {
      title: "fan-out to 1,000, 8 in flight: CPU per delivery, against ws broadcast",
      figure: "CPU ms per 1,000 deliveries to 1,000, 8 in flight",
      against: { subject: "ws-echo" },
      limit: 0.5,
      better: "less",
    },
    {
      title: `memory per idle connection at ${crowd}, KiB`,
      figure: "memory per idle connection, KiB",
      limit: 16,
      better: "less",
    },
    {
      title: `${crowd} clients live again, against one query per resume on ws`,
      figure: "all live again, s from the first accepted connection",
      against: { subject: "ws-insert" },
      limit: 0.8,
      better: "less",
    },
    {
      title: "the same, from the kill (the start of the process included)",
      figure: "all live again, s from the kill",
      against: { subject: "ws-insert" },
      limit: 0.8,
      better: "less",
    },
    {
      title: "history page over HTTP: CPU, against Express with one plain query",
      figure: "CPU ms per 1,000 history pages",
      against: { subject: "express-page" },
      limit: 1,
      better: "less",
    },
    {
      title: "second npm start to the first answer, s",
      figure: "second npm start to the first answer, s",
      limit: 3,
      better: "less",
    },
  ];
}

function highestRateBounds(pairs: number): Bound[] {
  const figure = highestRateOf(pairs);
  return [
    {
      title: `${figure}, against Socket.IO with one insert`,
      figure,
      against: { subject: "socketio-insert" },
      limit: 4,
      better: "more",
    },
    {
      title: `${figure}, against ws with one insert`,
      figure,
      against: { subject: "ws-insert" },
      limit: 3,
      better: "more",
    },
    {
      title: `${cpuAtHighestRateOf(pairs)}, against its own at 1,000/s`,
      figure: cpuAtHighestRateOf(pairs),
      against: { subject: "relais", figure: "CPU ms per 1,000 messages at 1,000/s" },
      limit: 0.2,
      better: "less",
    },
  ];
}
