import type { Sample } from "../measure/measurement.ts";

/** Every measured value of a run, in the order of its repeats. */
export class Samples {
  readonly all: Sample[] = [];

  add(figure: string, subject: string, value: number): void {
    this.all.push({ figure, subject, value });
  }

  /** The values of one figure of one subject; empty when it was not measured. */
  values(figure: string, subject: string): number[] {
    return this.all
      .filter((sample) => sample.figure === figure && sample.subject === subject)
      .map((sample) => sample.value);
  }

  figures(): string[] {
    return [...new Set(this.all.map((sample) => sample.figure))];
  }

  subjects(): string[] {
    return [...new Set(this.all.map((sample) => sample.subject))];
  }
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How far repeats lie apart, as a share of their median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}
