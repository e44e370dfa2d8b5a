import type { DeskEntry } from "@relais/client/desk";
import { useNow } from "@relais/react/headless";
import { AlarmClock } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { classes } from "../../design/classes.ts";
import { PriorityMark } from "../../design/PriorityMark.tsx";
import { UnreadBadge } from "../../design/UnreadBadge.tsx";
import { relativeTime } from "../../format/time.ts";
import { stateSentence } from "../../kind/kind.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { deskAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useOpenCase } from "../../navigation/place.ts";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { usePreview } from "../requests/use-preview.ts";
import { useBeside } from "./colleagues.ts";
import { ClockMark } from "./ClockMark.tsx";
import { type Density, toggleSelected } from "./desk-store.ts";
import { snoozedUntil } from "./snooze-times.ts";

type DeskRowProps = {
  entry: DeskEntry;
  density: Density;
  selected: boolean;
  /** Others are chosen: each line shows that it can be. */
  choosing: boolean;
  closing: boolean;
};

/** One conversation of the desk: who, about what, the last word, and what waits to be read. */
export function DeskRow({ entry, density, selected, choosing, closing }: DeskRowProps) {
  const now = useNow();
  const me = useMe();
  const { counters } = useCaseList();
  const subject = entry.case;
  const kind = useKind(subject.kind);
  const id = subject.conversation_id ?? "";
  const counter = counters[id];
  const open = useOpenCase() === subject.id;
  const last = entry.last;
  const beside = useBeside(subject.id);
  const preview = usePreview(
    last ? { conversation_id: id, unread: 0, last_number: last.number, preview: last } : undefined,
  );
  const unread = open ? 0 : (counter?.unread ?? 0);
  const ours = subject.assignee === null || subject.assignee.id === me.id;
  // Weight says that something waits: words that were not read, an answer that is due, a case that came back.
  const waits = unread > 0 || entry.woken || (entry.awaits_answer && ours && counter === undefined);
  const time = last?.created_at ?? subject.updated_at;
  const compact = density === "compact";
  const second = entry.snooze
    ? snoozedUntil(entry.snooze.until, now)
    : (preview ?? stateSentence(kind, subject));
  return (
    <div
      data-desk-case={subject.id}
      className={classes(
        "group relative flex gap-3 ps-4 pe-3 transition-colors duration-(--quick)",
        compact ? "py-1.5" : "py-2.5",
        open ? "bg-brand-soft" : selected ? "bg-sunken" : "hover:bg-sunken",
        closing && "opacity-55",
      )}
    >
      <span className="relative shrink-0">
        <span
          className={classes(
            (selected || choosing) && "invisible",
            "group-hover:pointer-fine:invisible",
          )}
        >
          <Avatar id={subject.customer.id} name={subject.customer.full_name} size="small" />
        </span>
        <input
          type="checkbox"
          checked={selected}
          tabIndex={-1}
          aria-label={m.desk_select({ name: subject.customer.full_name })}
          onChange={() => toggleSelected(subject.id)}
          className={classes(
            "absolute start-1.5 top-1.5 z-10 size-5 accent-(--brand) group-hover:pointer-fine:opacity-100 focus-visible:opacity-100",
            !(selected || choosing) && "opacity-0 pointer-coarse:pointer-events-none",
          )}
        />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-2">
          <Link
            to={deskAddress(subject.id)}
            state={{ section: "chat" }}
            aria-current={open ? "true" : undefined}
            className={classes(
              "truncate text-15 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-brand",
              waits && "font-bold",
            )}
          >
            {subject.customer.full_name}
            {waits && <span className="sr-only"> {m.desk_waits()}</span>}
          </Link>
          <time dateTime={time} className="figures shrink-0 text-13 text-ink-2">
            {relativeTime(time, now)}
          </time>
        </p>
        <p className="flex items-center gap-2">
          <span className={classes("min-w-0 flex-1 truncate text-13", waits && "font-semibold")}>
            {subject.title}
          </span>
          {entry.woken && (
            <span title={m.desk_back()}>
              <AlarmClock size={15} strokeWidth={1.75} aria-hidden="true" />
              <span className="sr-only">{m.desk_back()}</span>
            </span>
          )}
          <PriorityMark priority={subject.priority} short={compact} />
          {compact && <ClockMark clock={entry.clocks[0]} now={now} />}
          {compact && <UnreadBadge count={unread} />}
        </p>
        {!compact && (
          <p className="flex min-h-5 items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-13 text-ink-2">
              {closing ? m.desk_closing_row() : second}
            </span>
            <UnreadBadge count={unread} />
          </p>
        )}
        {!compact && (
          <p className="flex items-center gap-2 text-13 text-ink-2">
            <span className="min-w-0 flex-1 truncate">
              {subject.assignee === null
                ? m.desk_nobody()
                : subject.assignee.id === me.id
                  ? m.desk_me()
                  : subject.assignee.full_name}
              {beside && (
                <span className={beside.writing ? "font-semibold text-brand" : undefined}>
                  {` · ${beside.text}`}
                </span>
              )}
              {subject.internal?.tags.map((tag) => ` · ${tag}`)}
            </span>
            <ClockMark clock={entry.clocks[0]} now={now} />
          </p>
        )}
      </div>
    </div>
  );
}
