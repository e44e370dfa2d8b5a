import type { OrganizationLook } from "@relais/protocol";
import type { ReactNode } from "react";
import { OrganizationMark } from "./OrganizationMark.tsx";

type OrganizationLineProps = {
  organization: OrganizationLook;
  /** What the line says; the name, unless something is given. */
  children?: ReactNode;
};

/** One line of an organization: its logo before the words, where it has one. */
export function OrganizationLine({ organization, children }: OrganizationLineProps) {
  return (
    <p className="flex items-center gap-1.5 text-13 text-ink-2">
      {organization.logo !== undefined && (
        <OrganizationMark organization={organization} size="line" />
      )}
      <span className="min-w-0 truncate">{children ?? organization.name}</span>
    </p>
  );
}
