import { useReadable } from "@relais/react";
import { ListFilter, Star, Users } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { hint } from "./commands.ts";
import { lookAt, setDesk, useDeskState } from "./desk-store.ts";
import { useDeskClient } from "./use-desk.ts";
import { isSameQuery, type SavedViews, viewName, views } from "./views.ts";

/** What one looks at: the views with what they hold, and one's own. */
export function ViewBar({ saved }: Pick<SavedViews, "saved">) {
  const { query } = useDeskState();
  const counts = useReadable(useDeskClient().counts);
  const own = saved.find((one) => isSameQuery(one.query, query));
  return (
    <nav
      aria-label={m.desk_views()}
      className="quick-bar flex gap-x-1 gap-y-0.5 px-3 pb-2 max-desk:overflow-x-auto desk:flex-wrap"
    >
      {views.map((view) => (
        <ViewButton
          key={view}
          chosen={own === undefined && query.view === view}
          title={hint(view)}
          count={view === "closed" ? undefined : counts?.[view]}
          onClick={() => lookAt({ view })}
        >
          {viewName(view)}
        </ViewButton>
      ))}
      {saved.map((one) => (
        <ViewButton key={one.name} chosen={own === one} onClick={() => lookAt(one.query)}>
          <Star size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
          <span className="max-w-40 truncate">{one.name}</span>
        </ViewButton>
      ))}
      <ViewButton title={hint("filters")} onClick={() => setDesk({ sheet: { name: "filters" } })}>
        <ListFilter size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        {m.desk_do_filter()}
      </ViewButton>
      <ViewButton title={hint("team")} onClick={() => setDesk({ sheet: { name: "team" } })}>
        <Users size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        {m.desk_team_short()}
      </ViewButton>
    </nav>
  );
}

type ViewButtonProps = {
  /** Absent where it does something instead of being looked at. */
  chosen?: boolean;
  title?: string;
  count?: number | undefined;
  onClick: () => void;
  children: React.ReactNode;
};

function ViewButton({ chosen, title, count, onClick, children }: ViewButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={title}
      onClick={onClick}
      className={classes(
        "inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-control px-2.5 desk:px-2 whitespace-nowrap text-13 transition-colors duration-(--quick) pointer-fine:min-h-8",
        chosen
          ? "bg-brand-soft font-semibold text-brand-strong"
          : "text-ink-2 hover:bg-sunken hover:text-ink",
      )}
    >
      {children}
      {count !== undefined && count > 0 && <span className="figures">{count}</span>}
    </button>
  );
}
