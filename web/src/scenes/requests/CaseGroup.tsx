import type { ReactNode } from "react";

/** A heading over a run of cases; left out when the run is empty. */
export function CaseGroup({ title, children }: { title?: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="flex flex-col gap-2.5">
      {title && <h2 className="px-1 text-13 font-semibold text-ink-2">{title}</h2>}
      <ul className="flex flex-col gap-2.5 desk:gap-2">{children}</ul>
    </section>
  );
}
