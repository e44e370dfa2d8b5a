import type { ReactNode } from "react";
import { classes } from "./classes.ts";

type ChoiceProps<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; mark?: ReactNode; lang?: string }[];
  onChange: (value: Value) => void;
};

/** One of a few, all in sight. Real radio buttons: arrows move, a reader counts them. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-15 font-semibold">{props.legend}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-1 rounded-card bg-sunken p-1">
        {props.options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            className={classes(
              "relative flex min-h-11 items-center justify-center gap-1.5 rounded-[9px] px-0.5 text-center text-15 leading-tight wrap-normal tablet:px-2",
              "text-ink-2 transition-colors duration-(--quick) has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-checked:shadow-lift",
              "cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-brand",
            )}
          >
            <input
              type="radio"
              className="absolute inset-0 cursor-pointer opacity-0"
              name={props.name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.mark}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
