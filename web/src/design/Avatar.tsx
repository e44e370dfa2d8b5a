import { hue, initials } from "@relais/react/headless";
import { UserRound } from "lucide-react";
import { classes } from "./classes.ts";

type AvatarProps = {
  id: string;
  name: string;
  size?: "small" | "usual" | "large";
  /** Draws the dot of someone who is there now. */
  online?: boolean;
};

/* Drawn letters: they stay as large as their circle, whatever size somebody reads at. */
const sizes = {
  small: "size-8 text-[13px]",
  usual: "size-11 text-[15px]",
  large: "size-14 text-[20px]",
};

/** Initials on the person's own hue. Decorative: the name always stands beside it. */
export function Avatar({ id, name, size = "usual", online = false }: AvatarProps) {
  const own = hue(id);
  return (
    <span className="relative inline-block shrink-0" aria-hidden="true">
      <span
        className={classes(
          "grid place-items-center rounded-full font-semibold before:content-[attr(data-initials)]",
          sizes[size],
        )}
        // Drawn, not written: a button that holds an avatar is named by the person, not by letters.
        data-initials={initials(name)}
        style={{ background: `var(--person-${own})`, color: `var(--person-${own}-ink)` }}
      />
      {online && (
        <span className="absolute end-0 bottom-0 size-3 rounded-full border-2 border-paper bg-success" />
      )}
    </span>
  );
}

/** The place of whoever will come. */
export function NobodyYet() {
  return (
    <span
      aria-hidden="true"
      className="grid size-11 shrink-0 place-items-center rounded-full border-2 border-dashed border-line text-ink-2"
    >
      <UserRound size={20} strokeWidth={1.75} />
    </span>
  );
}
