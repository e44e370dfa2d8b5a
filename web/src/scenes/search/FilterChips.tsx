import type { SearchHolds } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { ChipSelect } from "../../design/ChipSelect.tsx";
import { Field } from "../../design/Field.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { type Filters, isNarrowed, noFilters, type When } from "./filters.ts";
import { useWriters } from "./use-writers.ts";

type FilterChipsProps = {
  filters: Filters;
  conversationId: string | undefined;
  onChange: (filters: Filters) => void;
};

const kinds: readonly { value: SearchHolds | "any"; label: () => string }[] = [
  { value: "any", label: m.search_kind_any },
  { value: "any_file", label: m.search_kind_any_file },
  { value: "picture", label: m.search_kind_picture },
  { value: "file", label: m.search_kind_file },
  { value: "voice", label: m.search_kind_voice },
  { value: "link", label: m.search_kind_link },
];

const times: readonly { value: When; label: () => string }[] = [
  { value: "any", label: m.search_when_any },
  { value: "today", label: m.search_when_today },
  { value: "week", label: m.search_when_week },
  { value: "month", label: m.search_when_month },
  { value: "range", label: m.search_when_range },
];

/** What narrows a search: what it holds, who wrote it, when. */
export function FilterChips({ filters, conversationId, onChange }: FilterChipsProps) {
  const me = useMe();
  const writers = useWriters(conversationId);
  const change = (changed: Partial<Filters>) => onChange({ ...filters, ...changed });
  const people = writers.map(({ id, full_name }) => ({
    value: id,
    label: id === me.id ? m.search_you() : full_name,
  }));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{m.search_filters()}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <ChipSelect
          label={m.search_kind()}
          value={filters.holds ?? "any"}
          options={kinds.map(({ value, label }) => ({ value, label: label() }))}
          set={filters.holds !== null}
          onChange={(holds) => change({ holds: holds === "any" ? null : holds })}
        />
        <ChipSelect
          label={m.search_who()}
          value={filters.who ?? "any"}
          options={[{ value: "any", label: m.search_who_any() }, ...people]}
          set={filters.who !== null}
          onChange={(who) => change({ who: who === "any" ? null : who })}
        />
        <ChipSelect
          label={m.search_when()}
          value={filters.when}
          options={times.map(({ value, label }) => ({ value, label: label() }))}
          set={filters.when !== "any"}
          onChange={(when) => change({ when })}
        />
        {isNarrowed(filters) && (
          <Button look="plain" onClick={() => onChange(noFilters)}>
            {m.search_reset()}
          </Button>
        )}
      </div>
      {filters.when === "range" && (
        <div className="grid grid-cols-2 gap-3">
          <Day label={m.search_from()} value={filters.from} onChange={(from) => change({ from })} />
          <Day label={m.search_to()} value={filters.to} onChange={(to) => change({ to })} />
        </div>
      )}
    </fieldset>
  );
}

type DayProps = { label: string; value: string; onChange: (day: string) => void };

function Day({ label, value, onChange }: DayProps) {
  return (
    <Field label={label}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
