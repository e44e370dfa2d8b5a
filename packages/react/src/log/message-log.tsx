import type { Conversation, ConversationView, DisplayedMessage } from "@relais/client";
import {
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { VirtualizerHandle } from "virtua";
import { FirstRows } from "./first-rows.tsx";
import { layRows, type Row } from "./rows.ts";
import { type Jump, useJump } from "./use-jump.ts";
import { useHandOver } from "./use-hand-over.ts";
import { usePieces } from "./use-pieces.ts";
import { usePrepended } from "./use-prepended.ts";
import { useStick } from "./use-stick.ts";
import { useVirtualizer } from "./use-virtualizer.ts";

/** Older messages are asked for this far before the top. */
const aheadPx = 600;

const whole = {
  display: "flex",
  flexDirection: "column",
  flexShrink: 0,
  minHeight: "100%",
} as const;

/** What came before: whether it could not be asked for, and how it is tried again. */
export type Older = { failed: boolean; load: () => void };

export type MessageLogProps = {
  conversation: Conversation;
  view: ConversationView;
  /** What is internal, laid among what is not. */
  notes?: readonly DisplayedMessage[] | undefined;
  unreadAfter: number | null;
  /** Grows with every message that is written here: the list then shows it. */
  sent: number;
  /** The same is seen over it until it is open: it need not be drawn in one piece. */
  covered?: boolean;
  /** All that is seen at first is drawn. */
  onOpen?: () => void;
  /** The newest message came into sight, or left it: what is in sight may be marked as read. Null: it has not opened yet. */
  onEnd: (atEnd: boolean | null) => void;
  jump: Jump;
  label: string;
  className: string;
  /** One row; it gets its key from here. */
  draw: (row: Row, older: Older) => ReactNode;
  rowClassName: string;
  /** In place of rows, where nothing was said yet. */
  empty: ReactNode;
  /** Where no script will scroll it, as on a server: it begins at its end by itself. */
  atFoot?: boolean;
  /** Over the list, while its end is out of sight. */
  pill: (unread: number, toNewest: () => void) => ReactNode;
};

/** The log of a conversation: only what is near the window is drawn, and nothing jumps. */
export function MessageLog(props: MessageLogProps) {
  const { conversation, view, notes, unreadAfter, sent, onEnd, onOpen, jump } = props;
  const {
    label,
    className,
    draw,
    rowClassName,
    empty,
    pill,
    atFoot = false,
    covered = false,
  } = props;
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [olderFailed, setOlderFailed] = useState(false);
  const { messages, hasNewer, hasOlder, loadingNewer, loadingOlder, typing } = view;
  const startedAt = view.state && messages[0] ? messages[0].created_at : null;
  const unread = view.state?.unread ?? 0;
  const all = useMemo(
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
  const { Virtualizer: found, failed } = useVirtualizer();
  const { rows, complete } = usePieces(all, covered);
  const { Virtualizer, heights } = useHandOver(scroller, all, complete ? found : null);
  const prepended = usePrepended(rows);
  const { atEnd, toEnd, leave, onScroll, onResize } = useStick(
    list,
    rows,
    view.state !== null && Virtualizer !== null,
    hasNewer,
  );
  useEffect(() => {
    const log = scroller.current;
    log?.addEventListener("focus", () => void lead(log), { once: true });
  }, []);
  useJump(list, rows, conversation, jump, leave);
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
  useEffect(() => onEnd(atEnd), [atEnd, onEnd]);
  useLayoutEffect(() => {
    if (complete) onOpen?.();
  }, [complete, onOpen]);

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

  const drawRow = useMemo(
    () => onceARow(draw, { failed: olderFailed, load: loadOlder }, rowClassName),
    [draw, rowClassName, olderFailed, loadOlder],
  );

  const upwards = atFoot && all.findIndex(({ type }) => type === "unread") <= 0;
  const content = (
    <>
      {/* Few messages stand at the foot. */}
      <div style={{ flex: 1 }} />
      {view.state !== null && all.length === 0 && empty}
      {Virtualizer === null ? (
        <FirstRows rows={rows} all={failed} scroller={scroller} draw={drawRow} />
      ) : (
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          data={rows}
          shift={prepended}
          {...(heights !== undefined && { cache: heights })}
          onScroll={(offset) => {
            onScroll(offset);
            if (offset < aheadPx && !olderFailed) loadOlder();
            loadNewer();
          }}
          onResize={onResize}
        >
          {drawRow}
        </Virtualizer>
      )}
    </>
  );
  return (
    <>
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // Rows come and go while scrolling; what really arrives is said apart.
        aria-live="off"
        // What scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={className}
        style={upwards ? { flexDirection: "column-reverse" } : undefined}
      >
        {upwards ? <div style={whole}>{content}</div> : content}
      </div>
      {(atEnd === false || hasNewer) && pill(unread, toNewest)}
    </>
  );
}

/** Loaded when the keyboard comes here. Without a network it scrolls, as it does without this. */
async function lead(log: HTMLElement): Promise<void> {
  const loaded = await import("./arrows.ts").catch(() => null);
  loaded?.leadByArrows(log);
}

/** A row is drawn once, however often the list is moved. */
function onceARow(draw: MessageLogProps["draw"], older: Older, className: string) {
  const drawn = new Map<Row, ReactElement>();
  return (row: Row): ReactElement => {
    const known = drawn.get(row);
    if (known !== undefined) return known;
    const fresh = (
      <div key={row.key} data-row={row.key} className={className}>
        {draw(row, older)}
      </div>
    );
    drawn.set(row, fresh);
    return fresh;
  };
}
