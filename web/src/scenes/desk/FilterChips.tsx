import type { DeskQuery } from "@relais/client/desk";
import { X } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { priorityName } from "../../format/priority.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { lookAt, useDeskState } from "./desk-store.ts";
import { useDeskList } from "./use-desk.ts";

/** What narrows the view, each taken away with a touch. */
export function FilterChips() {
  const { query } = useDeskState();
  const { state } = useDeskList();
  const kind = useKind(query.kind);
  const assignee = state.entries.find((entry) => entry.case.assignee?.id === query.assignee_id);
  const chips: [keyof DeskQuery, string | undefined][] = [
    ["kind", kind && inLanguage(kind.title)],
    ["priority", query.priority && priorityName(query.priority)],
    [
      "assignee_id",
      query.assignee_id && (assignee?.case.assignee?.full_name ?? m.desk_filter_assignee()),
    ],
    ["tag", query.tag],
  ];
  const shown = chips.filter((one): one is [keyof DeskQuery, string] => Boolean(one[1]));
  if (shown.length === 0) return null;
  const without = (key: keyof DeskQuery) => {
    const { [key]: _, ...rest } = query;
    lookAt(rest as DeskQuery);
  };
  return (
    <ul className="flex flex-wrap gap-1 px-4 pb-2">
      {shown.map(([key, text]) => (
        <li key={key}>
          <button
            type="button"
            aria-label={m.desk_filter_remove({ name: text })}
            onClick={() => without(key)}
            className="inline-flex min-h-11 max-w-full items-center gap-1 rounded-full bg-sunken ps-3 pe-2 text-13 text-ink hover:bg-line pointer-fine:min-h-7"
          >
            <span className="truncate">{text}</span>
            <X size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  );
}
