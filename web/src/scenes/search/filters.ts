import type { SearchHolds, SearchQuery } from "@relais/client";

export const whens = ["any", "today", "week", "month", "range"] as const;
export type When = (typeof whens)[number];

/** What narrows a search. Days as a date field says them, `YYYY-MM-DD`, or empty. */
export type Filters = {
  holds: SearchHolds | null;
  who: string | null;
  when: When;
  from: string;
  to: string;
};

export const noFilters: Filters = { holds: null, who: null, when: "any", from: "", to: "" };

export const isNarrowed = ({ holds, who, when }: Filters): boolean =>
  holds !== null || who !== null || when !== "any";

/** The filters as the server is asked; days are those of this device. */
export function queryOf(filters: Filters, now: Date): SearchQuery {
  const { since, until } = span(filters, now);
  return {
    ...(filters.holds !== null && { holds: filters.holds }),
    ...(filters.who !== null && { sender_id: filters.who }),
    ...(since !== null && { since: since.toISOString() }),
    ...(until !== null && { until: until.toISOString() }),
  };
}

type Span = { since: Date | null; until: Date | null };

function span({ when, from, to }: Filters, now: Date): Span {
  switch (when) {
    case "any":
      return { since: null, until: null };
    case "today":
      return { since: midnight(now, 0), until: null };
    case "week":
      return { since: midnight(now, -6), until: null };
    case "month":
      return { since: midnight(now, -29), until: null };
    case "range": {
      // The other way round is meant the right way.
      const [first, last] = from !== "" && to !== "" && to < from ? [to, from] : [from, to];
      return { since: dayOf(first, 0), until: dayOf(last, 1) };
    }
  }
}

function midnight(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
}

function dayOf(day: string, days: number): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return year === undefined ? null : new Date(Number(year), Number(month) - 1, Number(date) + days);
}
