import type { ComponentProps } from "react";
import { classes } from "./classes.ts";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role" | "className"> & {
  checked: boolean;
};

/** On or off, at once. A real checkbox: the space bar turns it, a reader says how it stands. */
export function Switch(props: SwitchProps) {
  return (
    <input
      {...props}
      type="checkbox"
      role="switch"
      aria-checked={props.checked}
      className={classes(
        "relative h-7 w-12 shrink-0 cursor-pointer appearance-none rounded-full bg-ink-2/50 transition-colors duration-(--quick)",
        "before:absolute before:start-1 before:top-1 before:size-5 before:rounded-full before:bg-surface before:shadow-lift before:transition-transform before:duration-(--quick)",
        "checked:bg-brand checked:before:translate-x-5 disabled:cursor-not-allowed disabled:opacity-50",
      )}
    />
  );
}
