import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes.ts";

type IconButtonProps = ComponentProps<"button"> & { icon: LucideIcon; label: string };

/** An icon alone: 44 px to touch, named for those who cannot see it. */
export function IconButton({ icon: Icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes(
        "grid size-11 shrink-0 place-items-center rounded-full text-ink-2 transition-colors duration-(--quick) hover:bg-sunken hover:text-ink",
        className,
      )}
      {...rest}
    >
      <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
