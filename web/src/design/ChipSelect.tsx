import { ChevronDown } from "lucide-react";
import { classes } from "./classes.ts";

type ChipSelectProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  /** Something else than the usual is chosen. */
  set: boolean;
  onChange: (value: Value) => void;
};

/** A choice as small as a word. The device's own list opens over it: known to every thumb and reader. */
export function ChipSelect<Value extends string>(props: ChipSelectProps<Value>) {
  const { label, value, options, set, onChange } = props;
  return (
    <span
      className={classes(
        "relative inline-flex min-h-11 max-w-full items-center gap-1 rounded-full ps-4 pe-3 text-15 transition-colors duration-(--quick)",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand",
        set
          ? "bg-brand-soft font-semibold text-brand-strong"
          : "bg-surface text-ink shadow-[inset_0_0_0_1px_var(--line)] hover:bg-sunken",
      )}
    >
      <span aria-hidden="true" className="truncate">
        {set ? options.find((option) => option.value === value)?.label : label}
      </span>
      <ChevronDown size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        // On iPhones a smaller text would enlarge the page.
        className="absolute inset-0 size-full cursor-pointer appearance-none text-17 opacity-0"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-surface text-ink">
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
