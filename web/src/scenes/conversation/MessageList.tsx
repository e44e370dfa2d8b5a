import type { Conversation, ConversationView } from "@relais/client";
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { m } from "../../catalogue/index.ts";
import { useNow } from "../../format/use-now.ts";
import { FirstRows } from "./FirstRows.tsx";
import { JumpPill } from "./JumpPill.tsx";
import { useJump } from "./message/use-jump.ts";
import { layRows, type Row } from "./rows.ts";
import { RowView } from "./RowView.tsx";
import type { Internal } from "./use-internal.ts";
import { useStick } from "./use-stick.ts";
import { useVirtualizer } from "./use-virtualizer.ts";

/** Older messages are asked for this far before the top. */
const aheadPx = 600;

type MessageListProps = {
  conversation: Conversation;
  view: ConversationView;
  internal: Internal | null;
  unreadAfter: number | null;
  /** Grows with every message that is written here: the list then shows it. */
  sent: number;
  onEnd: (atEnd: boolean) => void;
};

/** True for the one render in which older messages were put in at the top. */
function usePrepended(rows: readonly Row[]): boolean {
  const firstKey = rows.find(
    ({ type }) => type === "message" || type === "internal" || type === "note",
  )?.key;
  const lastKey = rows.at(-1)?.key;
  const { length } = rows;
  const [old, setOld] = useState({ firstKey, lastKey, length, prepended: false });
  if (old.firstKey === firstKey && old.lastKey === lastKey && old.length === length) {
    return old.prepended;
  }
  const prepended =
    old.firstKey !== undefined && old.firstKey !== firstKey && old.lastKey === lastKey;
  setOld({ firstKey, lastKey, length, prepended });
  return prepended;
}

/** The log of a conversation: only what is near the window is drawn, and nothing jumps. */
export function MessageList(props: MessageListProps) {
  const { conversation, view, internal, unreadAfter, sent, onEnd } = props;
  const now = useNow();
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [olderFailed, setOlderFailed] = useState(false);
  const { messages, hasNewer, hasOlder, loadingNewer, loadingOlder, typing } = view;
  const startedAt = view.state && messages[0] ? messages[0].created_at : null;
  const unread = view.state?.unread ?? 0;
  const notes = internal?.view.messages;
  const rows = useMemo(
    () =>
      layRows({
        messages,
        ...(notes !== undefined && { internal: notes }),
        hasOlder,
        hasNewer,
        typing,
        unread,
        unreadAfter,
        startedAt,
      }),
    [messages, notes, hasOlder, hasNewer, typing, unread, unreadAfter, startedAt],
  );
  const prepended = usePrepended(rows);
  const { Virtualizer, failed } = useVirtualizer();
  const { atEnd, toEnd, leave, onScroll, onResize } = useStick(
    list,
    rows,
    view.state !== null && Virtualizer !== null,
    hasNewer,
  );
  useJump(list, rows, conversation, leave);
  const toNewest = useCallback(() => {
    conversation.showNewest();
    toEnd();
  }, [conversation, toEnd]);
  const shownSent = useRef(sent);
  useEffect(() => {
    if (shownSent.current === sent) return;
    shownSent.current = sent;
    toEnd();
  }, [sent, toEnd]);
  useEffect(() => onEnd(atEnd === true), [atEnd, onEnd]);

  const loadOlder = useCallback(() => {
    if (!hasOlder || loadingOlder) return;
    setOlderFailed(false);
    conversation.loadOlder().catch(() => setOlderFailed(true));
  }, [conversation, hasOlder, loadingOlder]);

  /** Below a part of the past, before its end is reached. */
  const loadNewer = useCallback(() => {
    const handle = list.current;
    if (!handle || !hasNewer || loadingNewer) return;
    const left = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    // What fails is asked for again by the next movement.
    if (left < aheadPx) conversation.loadNewer().catch(() => {});
  }, [conversation, hasNewer, loadingNewer]);

  const draw = (row: Row): ReactElement => (
    <div key={row.key} className="mx-auto w-full max-w-208">
      <RowView
        row={row}
        view={view}
        now={now}
        conversation={conversation}
        internal={internal}
        older={{ failed: olderFailed, load: loadOlder }}
      />
    </div>
  );

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={m.conversation_log()}
        // Rows come and go while scrolling; what really arrives is said by Announcer.
        aria-live="off"
        // What scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="flex h-full flex-col overflow-y-auto overscroll-contain px-3 pb-2 [overflow-anchor:none] focus-visible:outline-offset-[-2px] tablet:px-5"
      >
        <div className="flex-1" />
        {view.state !== null && rows.length === 0 && (
          <p className="mx-auto max-w-80 pb-6 text-center text-15 text-pretty text-ink-2">
            {m.conversation_empty()}
          </p>
        )}
        {Virtualizer === null ? (
          <FirstRows rows={rows} all={failed} scroller={scroller} draw={draw} />
        ) : (
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            data={rows}
            shift={prepended}
            onScroll={(offset) => {
              onScroll(offset);
              if (offset < aheadPx && !olderFailed) loadOlder();
              loadNewer();
            }}
            onResize={onResize}
          >
            {draw}
          </Virtualizer>
        )}
      </div>
      {(atEnd === false || hasNewer) && <JumpPill unread={unread} onJump={toNewest} />}
    </div>
  );
}
