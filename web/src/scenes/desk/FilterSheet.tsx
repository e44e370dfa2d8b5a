import type { Priority } from "@relais/client";
import type { DeskQuery } from "@relais/client/desk";
import { type FormEvent, useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { priorityName } from "../../format/priority.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { explain } from "../../session/refusal.ts";
import { lookAt, useDeskState } from "./desk-store.ts";
import { useTeam } from "./use-team.ts";
import { useUsedTags } from "./use-used-tags.ts";
import { isSameQuery, type SavedViews, viewName } from "./views.ts";

const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
const fieldClasses =
  "min-h-11 w-full rounded-control bg-surface px-3 text-17 text-ink shadow-[inset_0_0_0_1px_var(--line-strong)] desk:text-15";

type FilterSheetProps = SavedViews & { onClose: () => void };

/** What the cases of the view must be besides, and a name under which all that is kept. */
export function FilterSheet({ saved, save, onClose }: FilterSheetProps) {
  const { query } = useDeskState();
  const kinds = useKinds();
  const { team } = useTeam();
  const tags = useUsedTags();
  const [name, setName] = useState("");
  const own = saved.find((one) => isSameQuery(one.query, query));
  const narrow = (change: Partial<Record<keyof DeskQuery, string>>) => {
    const next = Object.entries({ ...query, ...change }).filter(([, value]) => value !== "");
    lookAt(Object.fromEntries(next) as DeskQuery);
  };
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    try {
      await save([...saved, { name: name.trim(), query }]);
      toast(m.desk_view_saved());
      onClose();
    } catch (error) {
      toast(explain(error));
    }
  };
  const forget = async () => {
    try {
      await save(saved.filter((one) => one !== own));
      toast(m.desk_view_forgotten());
    } catch (error) {
      toast(explain(error));
    }
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.desk_do_filter()}
      text={viewName(query.view)}
    >
      <div className="flex flex-col gap-4">
        {kinds.length > 1 && (
          <Labelled label={m.desk_filter_kind()}>
            {(id) => (
              <select
                id={id}
                className={fieldClasses}
                value={query.kind ?? ""}
                onChange={(event) => narrow({ kind: event.currentTarget.value })}
              >
                <option value="">{m.desk_filter_any()}</option>
                {kinds.map((kind) => (
                  <option key={kind.name} value={kind.name}>
                    {inLanguage(kind.title)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        <Labelled label={m.desk_filter_priority()}>
          {(id) => (
            <select
              id={id}
              className={fieldClasses}
              value={query.priority ?? ""}
              onChange={(event) => narrow({ priority: event.currentTarget.value })}
            >
              <option value="">{m.desk_filter_any()}</option>
              {priorities.map((priority) => (
                <option key={priority} value={priority}>
                  {priorityName(priority)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {query.view !== "mine" && query.view !== "unassigned" && (
          <Labelled label={m.desk_filter_assignee()}>
            {(id) => (
              <select
                id={id}
                className={fieldClasses}
                value={query.assignee_id ?? ""}
                onChange={(event) => narrow({ assignee_id: event.currentTarget.value })}
              >
                <option value="">{m.desk_filter_anybody()}</option>
                {team.map(({ person }) => (
                  <option key={person.id} value={person.id}>
                    {person.full_name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        <Labelled label={m.desk_filter_tag()}>
          {(id) => (
            <>
              <input
                id={id}
                list={`${id}-used`}
                autoComplete="off"
                className={fieldClasses}
                defaultValue={query.tag ?? ""}
                onChange={(event) => narrow({ tag: event.currentTarget.value.trim() })}
              />
              <datalist id={`${id}-used`}>
                {tags.map((tag) => (
                  <option key={tag} value={tag}>
                    {tag}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Labelled>
        {own === undefined ? (
          <form className="flex flex-col gap-2 border-t border-line pt-4" onSubmit={keep}>
            <Labelled label={m.desk_view_name()}>
              {(id) => (
                <input
                  id={id}
                  className={fieldClasses}
                  required
                  maxLength={40}
                  value={name}
                  onInput={(event) => setName(event.currentTarget.value)}
                />
              )}
            </Labelled>
            <Button type="submit" look="quiet" wide>
              {m.desk_view_save()}
            </Button>
          </form>
        ) : (
          <Button look="danger" wide onClick={() => void forget()}>
            {m.desk_view_forget({ name: own.name })}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

function Labelled({
  label,
  children,
}: {
  label: string;
  children: (id: string) => React.ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-15 font-medium">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
