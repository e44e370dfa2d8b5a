import { describe, expect, it } from "vitest";
import { isNarrowed, noFilters, queryOf } from "./filters.ts";

const now = new Date(2026, 10, 22, 15, 30);
const local = (year: number, month: number, day: number) =>
  new Date(year, month - 1, day).toISOString();

describe("What narrows a search", () => {
  it("is nothing at first", () => {
    expect(queryOf(noFilters, now)).toEqual({});
    expect(isNarrowed(noFilters)).toBe(false);
  });

  it("is who wrote it and what it holds", () => {
    const filters = { ...noFilters, holds: "picture", who: "awa" } as const;
    expect(queryOf(filters, now)).toEqual({ holds: "picture", sender_id: "awa" });
    expect(isNarrowed(filters)).toBe(true);
  });

  it.each([
    ["today", local(2026, 11, 22)],
    ["week", local(2026, 11, 16)],
    ["month", local(2026, 10, 24)],
  ] as const)("counts whole days of this device: %s", (when, since) => {
    expect(queryOf({ ...noFilters, when }, now)).toEqual({ since });
  });

  it("ends after its last day, whichever way round the days were given", () => {
    const query = { since: local(2026, 3, 1), until: local(2026, 4, 1) };
    const range = { ...noFilters, when: "range" } as const;
    expect(queryOf({ ...range, from: "2026-03-01", to: "2026-03-31" }, now)).toEqual(query);
    expect(queryOf({ ...range, from: "2026-03-31", to: "2026-03-01" }, now)).toEqual(query);
    expect(queryOf({ ...range, from: "2026-03-01" }, now)).toEqual({ since: query.since });
    expect(queryOf({ ...range, to: "2026-03-31" }, now)).toEqual({ until: query.until });
    expect(queryOf({ ...range, from: "mars" }, now)).toEqual({});
  });
});
