import type { OrganizationLook } from "@relais/protocol";
import { initials } from "@relais/react/headless";
import { useState } from "react";
import { classes } from "./classes.ts";

type OrganizationMarkProps = {
  organization: OrganizationLook;
  /** `line`: before words of a line, whose height it leaves as it is. */
  size?: "line" | "usual" | "large";
};

const sizes = {
  line: "size-5 -my-px rounded-control text-13",
  usual: "size-11 rounded-card text-15",
  large: "size-14 rounded-card text-20",
};

/**
 * An organization's logo, in a box that is the same before it has come; its initials where there is none. Its name stands
 * beside it wherever it is shown: it is not read aloud a second time.
 */
export function OrganizationMark({ organization, size = "usual" }: OrganizationMarkProps) {
  const { name, logo } = organization;
  // Another one has taken its place meanwhile, or there is no network.
  const [missing, setMissing] = useState<string | null>(null);
  const box = classes("grid shrink-0 place-items-center overflow-hidden", sizes[size]);
  if (logo === undefined || logo === missing) {
    return (
      <span
        aria-hidden="true"
        className={`${box} bg-brand-soft font-semibold text-brand before:content-[attr(data-initials)]`}
        data-initials={initials(name)}
      />
    );
  }
  return (
    <span className={`${box} border border-line bg-logo-ground`}>
      <img
        src={logo}
        alt=""
        className="size-full object-contain"
        onError={() => setMissing(logo)}
      />
    </span>
  );
}
