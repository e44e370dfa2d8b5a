import { useConnection } from "@relais/react";
import { CloudOff, Inbox, type LucideIcon } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ListSkeleton } from "../../design/Skeleton.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { DeskRow } from "./DeskRow.tsx";
import { lookAt, useDeskState } from "./desk-store.ts";
import { useDeskLines, useDeskList } from "./use-desk.ts";
import { hold, useFocusKept } from "./use-lines.ts";
import { useSteadyLines } from "./use-steady-lines.ts";

/** Lines before the end at which what follows is asked for. */
const ahead = 15;

/** The lines of the view; only those near the window are drawn, however many there are. */
export function DeskList({ handle }: { handle: RefObject<VirtualizerHandle | null> }) {
  const { list, state } = useDeskList();
  const { density, selection, closing, held } = useDeskState();
  const scroller = useRef<HTMLDivElement>(null);
  const { status, hasMore, loadingMore, failed } = state;
  const entries = useDeskLines();
  useSteadyLines(handle, list, entries);
  useFocusKept(entries);
  const more = () => {
    const virtualizer = handle.current;
    if (!virtualizer || !hasMore || loadingMore || failed) return;
    const last = virtualizer.findItemIndex(virtualizer.scrollOffset + virtualizer.viewportSize);
    if (last >= entries.length - ahead) void list.loadMore();
  };
  // At the end nothing scrolls: what has just come, or a network that is back, says that more may be wanted.
  useEffect(more);
  if (status === "loading")
    return failed ? <Unreachable onRetry={() => void list.refresh()} /> : <Waiting />;
  if (entries.length === 0) return <Nothing />;
  // The line that has the focus stays drawn wherever one scrolls: with it the focus would go.
  const kept = entries.findIndex((entry) => entry.case.id === held?.id);
  return (
    <div
      ref={scroller}
      onFocus={(event) =>
        hold(event.target.closest<HTMLElement>("[data-desk-case]")?.dataset.deskCase, entries)
      }
      data-desk-list
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
    >
      <Virtualizer
        ref={handle}
        scrollRef={scroller}
        as="ul"
        item="li"
        bufferSize={400}
        keepMounted={kept === -1 ? [] : [kept]}
        onScroll={more}
      >
        {entries.map((entry) => (
          <DeskRow
            key={entry.case.id}
            entry={entry}
            density={density}
            selected={selection.has(entry.case.id)}
            choosing={selection.size > 0}
            closing={closing.has(entry.case.id)}
          />
        ))}
      </Virtualizer>
      {hasMore && <End failed={failed} onRetry={() => void list.loadMore()} />}
    </div>
  );
}

/** Below the last line that is here, where there are others. */
function End({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  return (
    // Held in place by the browser, it would carry whoever looks at it down with each page that comes above it.
    <div className="grid min-h-14 place-items-center text-ink-2 [overflow-anchor:none]">
      {failed ? (
        <Button look="quiet" onClick={onRetry}>
          {m.action_retry()}
        </Button>
      ) : (
        <Spinner />
      )}
    </div>
  );
}

const Waiting = () => (
  <div className="px-3">
    <ListSkeleton />
  </div>
);

function Middle({ children }: { children: ReactNode }) {
  return <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto">{children}</div>;
}

function Unreachable({ onRetry }: { onRetry: () => void }) {
  const connected = useConnection().status === "connected";
  return (
    <Middle>
      <EmptyState icon={CloudOff} title={m.desk_offline_title()} text={m.desk_offline_text()}>
        {connected && <Button onClick={onRetry}>{m.action_retry()}</Button>}
      </EmptyState>
    </Middle>
  );
}

/** Nothing waits here: what that means, and where something may. */
function Nothing() {
  const { query } = useDeskState();
  const narrowed = Object.keys(query).length > 1;
  const icon: LucideIcon = Inbox;
  const [title, text] = narrowed
    ? [m.desk_empty_filtered_title(), m.desk_empty_filtered_text()]
    : query.view === "mine"
      ? [m.desk_empty_mine_title(), m.desk_empty_mine_text()]
      : [m.desk_empty_title(), m.desk_empty_text()];
  return (
    <Middle>
      <EmptyState icon={icon} title={title} text={text}>
        {narrowed ? (
          <Button look="quiet" onClick={() => lookAt({ view: query.view })}>
            {m.desk_filter_clear()}
          </Button>
        ) : (
          query.view === "mine" && (
            <Button look="quiet" onClick={() => lookAt({ view: "unassigned" })}>
              {m.desk_empty_mine_action()}
            </Button>
          )
        )}
      </EmptyState>
    </Middle>
  );
}
