// The roles are those of WAI-ARIA's combobox: no element of HTML filters what it offers while one types. The field has the
// focus because the sheet was opened to type in it.
// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-autofocus
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { Sheet } from "../../design/Sheet.tsx";

export type PickOption = {
  readonly id: string;
  readonly label: string;
  /** In smaller letters beside or beneath it. */
  readonly detail?: string | undefined;
  readonly mark?: ReactNode;
  /** The key that does the same. */
  readonly keys?: string | undefined;
  readonly run: () => void;
};

export type PickGroup = { readonly title?: string; readonly options: readonly PickOption[] };

type PickSheetProps = {
  title: string;
  /** What is written in the empty field. */
  placeholder: string;
  groups: readonly PickGroup[];
  onClose: () => void;
  /** What is typed is looked for elsewhere; without it the options are filtered by their words. */
  onQuery?: (query: string) => void;
  /** An option made of what was typed. */
  fromText?: (text: string) => PickOption | null;
  busy?: boolean;
  /** What stands there when nothing fits. */
  nothing?: string;
};

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A field and what fits it, all by keyboard or by touch: a combobox that is always open. */
export function PickSheet(props: PickSheetProps) {
  const { title, placeholder, groups, onClose, onQuery, fromText, busy, nothing } = props;
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const words = plain(text.trim());
  const fits = ({ label, detail }: PickOption) => plain(`${label} ${detail ?? ""}`).includes(words);
  const shown = groups
    .map((group) => ({
      ...group,
      options: onQuery ? group.options : group.options.filter(fits),
    }))
    .filter(({ options }) => options.length > 0);
  const made = text.trim() === "" ? null : (fromText?.(text.trim()) ?? null);
  if (made !== null) shown.push({ options: [made] });
  const all = shown.flatMap(({ options }) => options);
  const at = Math.min(active, all.length - 1);
  const optionId = (option: PickOption) => `${id}-${option.id}`;

  const move = (to: number) => {
    const next = (to + all.length) % all.length;
    setActive(next);
    const option = all[next];
    if (option) document.getElementById(optionId(option))?.scrollIntoView({ block: "nearest" });
  };
  const pick = (option: PickOption | undefined) => {
    if (!option) return;
    onClose();
    option.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      Home: () => move(0),
      End: () => move(all.length - 1),
      Enter: () => pick(all[at]),
    };
    const step = steps[event.key];
    if (!step || (all.length === 0 && event.key !== "Enter")) return;
    event.preventDefault();
    step();
  };
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={title}>
      <div className="flex flex-col gap-3">
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={all[at] && optionId(all[at])}
          aria-autocomplete="list"
          aria-label={placeholder}
          placeholder={placeholder}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
            onQuery?.(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          className="min-h-11 w-full rounded-control bg-surface px-3 text-17 shadow-[inset_0_0_0_1px_var(--line-strong)] outline-none placeholder:text-ink-2 focus-visible:shadow-[inset_0_0_0_2px_var(--brand)] desk:text-15"
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={title}
          aria-busy={busy}
          className="-mx-2 flex max-h-[55dvh] flex-col overflow-y-auto"
        >
          {shown.map((group, place) => (
            <div key={group.title ?? place} role="group" aria-label={group.title}>
              {group.title && (
                <p aria-hidden="true" className="px-2 pt-3 pb-1 text-13 font-semibold text-ink-2">
                  {group.title}
                </p>
              )}
              {group.options.map((option) => (
                <div
                  key={option.id}
                  id={optionId(option)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={all[at] === option}
                  onClick={() => pick(option)}
                  onKeyDown={onKeyDown}
                  onMouseMove={() => setActive(all.indexOf(option))}
                  className={classes(
                    "flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-2 py-1.5 text-15",
                    all[at] === option && "bg-brand-soft",
                  )}
                >
                  {option.mark}
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.detail && (
                      <span className="block truncate text-13 text-ink-2">{option.detail}</span>
                    )}
                  </span>
                  {option.keys && <Keys keys={option.keys} />}
                </div>
              ))}
            </div>
          ))}
        </div>
        <output className="text-15 text-ink-2 empty:hidden">
          {all.length === 0 && !busy && (nothing ?? m.desk_pick_nothing())}
        </output>
      </div>
    </Sheet>
  );
}

/** Keys as they are pressed, for whoever learns them. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" className="hidden shrink-0 gap-1 desk:flex">
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className="grid min-w-6 place-items-center rounded-[5px] bg-sunken px-1.5 py-0.5 font-sans text-13 text-ink-2 shadow-[inset_0_0_0_1px_var(--line)]"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
