import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { listAddress } from "../../navigation/lists.ts";
import { useSection } from "./section.ts";

/** The top of a page that was opened from a list. On a desk the list stands beside it: no way back needed. */
export function PageHeader({ children }: { children: ReactNode }) {
  const me = useMe();
  const { section } = useSection(me);
  const header = useRef<HTMLElement>(null);
  // The list that had the focus is hidden on a phone: a keyboard and a reader go on from here.
  useEffect(() => {
    if (!matchMedia("(min-width: 1024px)").matches) header.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header
      ref={header}
      tabIndex={-1}
      className="outline-none flex min-h-(--bar-height) shrink-0 items-center gap-1 border-b border-line bg-paper ps-1 pe-2 pt-[env(safe-area-inset-top)] desk:ps-5 desk:pe-3"
    >
      <Link
        to={listAddress(me, section)}
        aria-label={m.action_back()}
        title={m.action_back()}
        className="grid size-11 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-sunken desk:hidden"
      >
        <ArrowLeft size={22} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
      {children}
    </header>
  );
}
