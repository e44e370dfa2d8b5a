import type { ReactNode } from "react";
import { OrganizationLine } from "../../design/OrganizationLine.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { LazyBell } from "../notifications/LazyBell.tsx";
import { SearchButton } from "../search/SearchButton.tsx";
import { useSection } from "./section.ts";
import { SectionTabs } from "./SectionTabs.tsx";
import { Settings } from "../settings/Settings.tsx";

type ListFrameProps = {
  title: string;
  children: ReactNode;
  /** The one action of the list, under the thumb. */
  footer?: ReactNode;
};

/** A list of cases: title and account above, tabs and the primary action under the thumb. */
export function ListFrame({ title, children, footer }: ListFrameProps) {
  const me = useMe();
  // Beside a case, the case is what the page is about.
  const Title = useSection(me).isList ? "h1" : "p";
  return (
    <section aria-label={title} className="flex min-h-0 flex-1 flex-col">
      <header className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 ps-5 pe-3 pt-[max(0.75rem,env(safe-area-inset-top))] pb-2 desk:gap-x-0 desk:ps-4">
        <OrganizationLine organization={me.organization} />
        <div className="flex items-center gap-2 min-[22.5em]:row-span-2 desk:row-span-1 desk:gap-0">
          <SearchButton />
          <LazyBell />
          <Settings />
        </div>
        {/* On the smallest phones, with large letters, and in a desk's column it has the whole width: beside three buttons it would break. */}
        <Title className="col-start-1 text-26 leading-tight font-bold tracking-tight max-[400px]:text-20 max-[22.45em]:col-span-2 desk:col-span-2 desk:text-17">
          {title}
        </Title>
      </header>
      <SectionTabs />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-2 pb-6 desk:px-3">
        {children}
      </div>
      {footer && (
        <div className="border-t border-line px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] desk:px-3 desk:pb-3">
          {footer}
        </div>
      )}
    </section>
  );
}
