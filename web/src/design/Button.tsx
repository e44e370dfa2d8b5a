import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./Spinner.tsx";

type Look = "primary" | "quiet" | "plain" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong active:bg-brand-strong",
  quiet: "bg-surface text-ink shadow-[inset_0_0_0_1px_var(--line)] hover:bg-sunken",
  plain: "text-brand hover:bg-brand-soft",
  danger: "bg-surface text-danger shadow-[inset_0_0_0_1px_var(--line)] hover:bg-danger-soft",
};

export type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  /** As wide as its place: the one action of a phone screen. */
  wide?: boolean;
  /** Something is under way: the button stays readable and does nothing. */
  busy?: boolean;
};

export function buttonClasses(look: Look = "primary", wide = false): string {
  return classes(
    "inline-flex min-h-11 items-center justify-center rounded-control py-2 font-semibold",
    // In a narrow row what stands beside it gives way: a verb is not broken within a word.
    "wrap-break-word",
    // Without weight: whoever places a button says its gap, sides and size in plain classes.
    "[:where(&)]:gap-2 [:where(&)]:px-4 [:where(&)]:text-15 [&>svg]:shrink-0",
    "transition-colors duration-(--quick) select-none disabled:opacity-55 aria-disabled:opacity-70",
    looks[look],
    wide && "w-full min-h-12 text-17",
  );
}

/** A verb. 44 px at least. While busy it keeps focus, so that a keyboard is not thrown away. */
export function Button({ look, wide, busy, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(buttonClasses(look, wide), className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
