import { Keyboard, Plus, Rows3, Rows4, Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import type { VirtualizerHandle } from "virtua";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { OrganizationLine } from "../../design/OrganizationLine.tsx";
import { useMainKind } from "../../kind/use-main-kind.ts";
import { Link } from "../../navigation/Link.tsx";
import { useOpenCase } from "../../navigation/place.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { LazyBell } from "../notifications/LazyBell.tsx";
import { SectionTabs } from "../shell/SectionTabs.tsx";
import { Settings } from "../settings/Settings.tsx";
import { hint } from "./commands.ts";
import { DeskList } from "./DeskList.tsx";
import { setDesk, useDeskState } from "./desk-store.ts";
import { DeskSheets } from "./DeskSheets.tsx";
import { FilterChips } from "./FilterChips.tsx";
import { SelectionBar } from "./SelectionBar.tsx";
import { useDeskClient, useDeskList } from "./use-desk.ts";
import { useDeskKeys } from "./use-keys.ts";
import { useHeldLine, useMove } from "./use-lines.ts";
import { useSavedViews } from "./views.ts";
import { ViewBar } from "./ViewBar.tsx";

/** `/chat`: the list of the desk, beside the conversation and its case. */
export function Desk() {
  const me = useMe();
  const openId = useOpenCase();
  const { density } = useDeskState();
  const opens = useMainKind()?.opened_for.includes(me.role) ?? false;
  const views = useSavedViews();
  const handle = useRef<VirtualizerHandle>(null);
  useDeskKeys(useMove(handle));
  useHeldLine(openId);
  useSeen(openId);
  // Beside a conversation, that is what the page is about.
  const Title = openId === undefined ? "h1" : "p";
  const compact = density === "compact";
  return (
    <section aria-label={m.desk_title()} className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-center ps-5 pe-1 pt-[max(0.75rem,env(safe-area-inset-top))] pb-2 desk:ps-4">
        <div className="min-w-0 flex-1">
          <OrganizationLine organization={me.organization} />
          <Title className="truncate text-26 leading-tight font-bold tracking-tight desk:text-20">
            {m.desk_title()}
          </Title>
        </div>
        <IconButton
          icon={Search}
          label={hint("find")}
          onClick={() => setDesk({ sheet: { name: "find" } })}
        />
        <LazyBell />
        <Settings />
      </header>
      <SectionTabs />
      <ViewBar saved={views.saved} />
      <FilterChips />
      <DeskList handle={handle} />
      <SelectionBar />
      <footer className="flex items-center border-t border-line px-1 max-desk:pb-[env(safe-area-inset-bottom)]">
        {opens && (
          <Link
            to="/requests/new"
            state={{ section: "chat" }}
            title={hint("new")}
            className="inline-flex min-h-11 min-w-0 items-center gap-2 rounded-control px-3 text-15 font-semibold text-brand hover:bg-brand-soft"
          >
            <Plus size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
            <span className="truncate">{m.desk_do_new()}</span>
          </Link>
        )}
        <span className="flex-1" />
        <span className="hidden desk:contents">
          <IconButton
            icon={compact ? Rows3 : Rows4}
            label={m.desk_do_density()}
            onClick={() => setDesk({ density: compact ? "comfortable" : "compact" })}
          />
          <IconButton
            icon={Keyboard}
            label={hint("help")}
            onClick={() => setDesk({ sheet: { name: "help" } })}
          />
        </span>
      </footer>
      {createPortal(<DeskSheets views={views} />, document.body)}
    </section>
  );
}

/** Opening a case that came back says so to everybody at the desk. */
function useSeen(openId: string | undefined): void {
  const desk = useDeskClient();
  const { state } = useDeskList();
  const woken = state.entries.some((entry) => entry.case.id === openId && entry.woken);
  useEffect(() => {
    // What fails is said with the next opening.
    if (openId !== undefined && woken) void desk.seen(openId).catch(() => {});
  }, [desk, openId, woken]);
}
