import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useState,
} from "react";
import { classes } from "../../../design/classes.ts";

/** What the field asks of the list above it. */
export type SuggestionsHandle = {
  /** Arrows move, Enter and Tab choose. True when the key was for the list. */
  onKey: (event: KeyboardEvent) => boolean;
};

export type Suggestion = { key: string; body: ReactNode; onPick: () => void };

type SuggestionsProps = {
  ref: Ref<SuggestionsHandle>;
  field: RefObject<HTMLTextAreaElement | null>;
  label: string;
  items: readonly Suggestion[];
  /** Said instead of a list when there is none. */
  empty: ReactNode;
  footer?: ReactNode;
};

/** What may be put where one writes, above the field: the focus stays in the field, as in every combobox. */
export function Suggestions({ ref, field, label, items, empty, footer }: SuggestionsProps) {
  const id = useId();
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, items.length - 1);
  const optionId = (index: number) => `${id}-${index}`;

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.setAttribute("aria-controls", id);
    if (active >= 0) element.setAttribute("aria-activedescendant", `${id}-${active}`);
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
    return () => {
      element.removeAttribute("aria-controls");
      element.removeAttribute("aria-activedescendant");
    };
  }, [field, id, active]);

  useImperativeHandle(ref, () => ({
    onKey: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const chosen = items[active];
      if (step !== undefined && items.length > 0) {
        setWanted((active + step + items.length) % items.length);
      } else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) {
        chosen.onPick();
      } else {
        return false;
      }
      event.preventDefault();
      return true;
    },
  }));

  return (
    <div className="appear absolute inset-x-2 bottom-full z-10 mx-auto mb-2 flex max-h-80 max-w-208 flex-col overflow-hidden rounded-card bg-surface shadow-float tablet:inset-x-4">
      {items.length === 0 ? (
        <div className="px-4 py-3 text-15 text-ink-2">{empty}</div>
      ) : (
        // A select cannot be drawn like this, nor keep the focus in the field.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div id={id} role="listbox" aria-label={label} className="min-h-0 overflow-y-auto p-1">
          {items.map(({ key, body, onPick }, index) => (
            <div
              key={key}
              id={optionId(index)}
              // The part of a listbox, as above.
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // The focus, and a phone's keyboard, stay with the field.
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setWanted(index)}
              onClick={onPick}
              onKeyDown={() => {}}
              className={classes(
                "min-h-11 cursor-pointer rounded-control px-3 py-2",
                index === active && "bg-brand-soft",
              )}
            >
              {body}
            </div>
          ))}
        </div>
      )}
      {footer && (
        <div className="flex shrink-0 items-center justify-between gap-3 border-t border-line px-4 text-13 text-ink-2">
          {footer}
        </div>
      )}
    </div>
  );
}
