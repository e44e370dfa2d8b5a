import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

type IconButtonProps = ComponentProps<"button"> & { icon: LucideIcon; label: string };

/** A button that is a picture: its name is said, and shown to whoever points at it. */
export function IconButton({ icon: Icon, label, className = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`relais-icon ${className}`}
      {...rest}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
