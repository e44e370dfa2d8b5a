import { useClient } from "@relais/react";
import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import type { Change } from "./CaseEdit.tsx";

type TagEditorProps = {
  tags: readonly string[];
  /** Null where they are only read. */
  change: Change | null;
};

/** The tags of a case, for the team alone; what the organization uses already is offered. */
export function TagEditor({ tags, change }: TagEditorProps) {
  const { http } = useClient();
  const id = useId();
  const [text, setText] = useState("");
  const [known, setKnown] = useState<readonly string[] | null>(null);
  if (tags.length === 0 && change === null) return null;
  const suggest = () => {
    if (known !== null) return;
    setKnown([]);
    // Without an answer one writes it out.
    void http.tags().then(setKnown, () => setKnown(null));
  };
  const add = async () => {
    const tag = text.trim();
    if (tag === "" || change === null) return;
    if (await change({ tags: [...tags, tag] })) setText("");
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-13 font-semibold text-ink-2">{m.case_tags()}</h3>
      <ul className="flex flex-wrap gap-2" data-tags>
        {tags.map((tag) => (
          <li
            key={tag}
            className="flex min-h-8 max-w-full items-center rounded-full bg-sunken ps-3 pe-1 text-13"
          >
            <span className="truncate py-1 pe-2">{tag}</span>
            {change && (
              <button
                type="button"
                aria-label={m.case_tag_remove({ tag })}
                title={m.case_tag_remove({ tag })}
                className="relative grid size-6 place-items-center rounded-full text-ink-2 after:absolute after:-inset-2.5 hover:bg-surface hover:text-ink"
                onClick={() => void change({ tags: tags.filter((one) => one !== tag) })}
              >
                <X size={14} strokeWidth={2} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {change && (
        <form
          className="flex items-center gap-1 rounded-control bg-surface ps-3 shadow-[inset_0_0_0_1px_var(--line-strong)] focus-within:shadow-[inset_0_0_0_2px_var(--brand)]"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <input
            list={id}
            aria-label={m.case_tag_add()}
            placeholder={m.case_tag_add()}
            dir="auto"
            autoComplete="off"
            className="min-h-11 min-w-0 flex-1 bg-transparent text-15 placeholder:text-ink-2/80 focus:outline-none"
            value={text}
            onFocus={suggest}
            onChange={(event) => setText(event.target.value)}
          />
          <datalist id={id}>
            {known
              ?.filter((tag) => !tags.includes(tag))
              .map((tag) => (
                <option key={tag} value={tag}>
                  {tag}
                </option>
              ))}
          </datalist>
          <button
            type="submit"
            aria-label={m.case_tag_add()}
            className="grid size-11 shrink-0 place-items-center text-brand"
          >
            <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
          </button>
        </form>
      )}
    </section>
  );
}
