import { CloudOff, SearchX } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Field } from "../../design/Field.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { FilterChips } from "./FilterChips.tsx";
import { isNarrowed, noFilters } from "./filters.ts";
import { HitRow } from "./HitRow.tsx";
import { useSearch } from "./use-search.ts";

type SearchSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  conversationId: string | undefined;
};

/** What is looked for, and the messages that hold it, newest first. One tap goes to the message in its place. */
export function SearchSheet({ open, onOpenChange, conversationId }: SearchSheetProps) {
  const [text, setText] = useState("");
  const [filters, setFilters] = useState(noFilters);
  const { state, more, loadingMore } = useSearch(text, filters, conversationId);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={conversationId === undefined ? m.search_all() : m.search_here()}
    >
      <div className="flex flex-col gap-4">
        <Field label={m.search_label()}>
          {(attributes) => (
            <input
              {...attributes}
              // The browser's own cross comes in a colour of its own; Escape and the keyboard clear as well.
              className={`${attributes.className} [&::-webkit-search-cancel-button]:hidden`}
              ref={field}
              type="search"
              enterKeyHint="search"
              autoComplete="off"
              maxLength={200}
              placeholder={m.search_placeholder()}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <FilterChips filters={filters} conversationId={conversationId} onChange={setFilters} />
        {state.status === "idle" && isNarrowed(filters) && (
          <p className="text-15 text-ink-2">{m.search_idle_text()}</p>
        )}
        <output className="sr-only">
          {state.status === "found" && m.search_count({ count: state.hits.length })}
        </output>
        {state.status === "waiting" && (
          <div className="grid min-h-24 place-items-center">
            <Spinner />
          </div>
        )}
        {state.status === "failed" && (
          <EmptyState icon={CloudOff} title={m.search_failed_title()} text={state.text} />
        )}
        {state.status === "found" && state.hits.length === 0 && (
          <EmptyState icon={SearchX} title={m.search_none_title()} text={m.search_none_text()} />
        )}
        {state.status === "found" && state.hits.length > 0 && (
          <ul className="-mx-2 flex flex-col">
            {state.hits.map((hit) => (
              <HitRow
                key={`${hit.conversation_id} ${hit.number}`}
                hit={hit}
                titled={conversationId === undefined}
                onOpen={() => onOpenChange(false)}
              />
            ))}
          </ul>
        )}
        {state.status === "found" && state.hasMore && (
          <Button look="quiet" wide onClick={() => void more()} disabled={loadingMore}>
            {m.search_more()}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
