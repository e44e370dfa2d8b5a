import { classes } from "../../design/classes.ts";

type TicksProps<Name extends string> = {
  legend: string;
  error: string | undefined;
  chosen: readonly Name[];
  options: readonly (readonly [name: Name, label: string])[];
  onChange: (chosen: Name[]) => void;
};

/** Some of a few, all in sight. Real checkboxes: a reader says which are chosen. */
export function Ticks<Name extends string>(props: TicksProps<Name>) {
  const { legend, error, chosen, options, onChange } = props;
  return (
    <fieldset aria-invalid={error ? true : undefined}>
      <legend className="mb-1.5 text-15 font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([name, label]) => (
          <label
            key={name}
            className={classes(
              "relative flex min-h-11 cursor-pointer items-center rounded-full px-4 text-15 text-ink-2",
              "shadow-[inset_0_0_0_1px_var(--line-strong)] has-checked:bg-brand-soft has-checked:font-semibold has-checked:text-brand-strong",
              "has-focus-visible:outline-2 has-focus-visible:outline-brand",
            )}
          >
            <input
              type="checkbox"
              className="absolute inset-0 cursor-pointer opacity-0"
              checked={chosen.includes(name)}
              onChange={(event) =>
                onChange(
                  options
                    .map(([one]) => one)
                    .filter((one) => (one === name ? event.target.checked : chosen.includes(one))),
                )
              }
            />
            {label}
          </label>
        ))}
      </div>
      {error && <p className="pt-1.5 text-15 text-danger">{error}</p>}
    </fieldset>
  );
}
