import type { CaseView, Counter } from "@relais/client";
import { hasEnded, useDraftOf, useNow } from "@relais/react/headless";
import type { ReactNode } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar, NobodyYet } from "../../design/Avatar.tsx";
import { classes } from "../../design/classes.ts";
import { PriorityMark } from "../../design/PriorityMark.tsx";
import { UnreadBadge } from "../../design/UnreadBadge.tsx";
import { relativeTime } from "../../format/time.ts";
import { useKind } from "../../kind/KindsProvider.tsx";
import { StateLine } from "../../kind/StateLine.tsx";
import { StepTrack } from "../../kind/StepTrack.tsx";
import { When } from "../../kind/When.tsx";
import { Where } from "../../kind/Where.tsx";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import type { Section } from "../../navigation/lists.ts";
import { useOpenCase } from "../../navigation/place.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { WaitingSteps } from "../steps/WaitingSteps.tsx";
import { usePreview } from "./use-preview.ts";

type CaseCardProps = {
  subject: CaseView;
  counter: Counter | undefined;
  section: Section;
  /** The action that a worker takes from the list. */
  children?: ReactNode;
};

/** One case in a list: what it is, where it stands, what was said last, what waits to be read. */
export function CaseCard({ subject, counter, section, children }: CaseCardProps) {
  const me = useMe();
  const kind = useKind(subject.kind);
  const now = useNow();
  const requestId = useOpenCase();
  const preview = usePreview(counter);
  const begun = useDraftOf(subject.conversation_id ?? "");
  // Where one is writing it stands in the field itself.
  const draft = requestId === subject.id ? "" : (begun?.text.trim() ?? "");
  const mine = subject.customer.id === me.id;
  const other = mine ? subject.assignee : subject.customer;
  const unread = counter?.unread ?? 0;
  const ended = hasEnded(kind, subject);
  const time = counter?.preview?.created_at ?? subject.updated_at;
  return (
    <li
      className={classes(
        "relative flex flex-col gap-3 rounded-card p-4 transition-colors duration-(--quick) desk:p-3",
        requestId === subject.id ? "bg-brand-soft" : "bg-surface shadow-lift hover:bg-sunken",
      )}
    >
      <div className="flex gap-3">
        {other ? <Avatar id={other.id} name={other.full_name} /> : <NobodyYet />}
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <div className="flex items-baseline justify-between gap-3">
            <h3 className={classes("min-w-0 text-17 desk:text-15", unread > 0 && "font-bold")}>
              <Link
                to={caseAddress(subject.id)}
                state={{ section }}
                className="line-clamp-2 outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-brand"
              >
                {subject.title}
              </Link>
            </h3>
            <time dateTime={time} className="shrink-0 text-13 text-ink-2">
              {relativeTime(time, now)}
            </time>
          </div>
          {!mine && (
            <p className="flex min-w-0 items-center gap-1.5 text-15 text-ink-2">
              <span className="truncate">{subject.customer.full_name}</span>
              <PriorityMark priority={subject.priority} />
            </p>
          )}
          <When kind={kind} subject={subject} />
          {!mine && <Where kind={kind} subject={subject} />}
          <StateLine kind={kind} subject={subject} className="text-15" />
          {(preview || draft) && (
            <p className="flex items-center justify-between gap-3 text-15">
              {draft ? (
                <span className="truncate text-ink-2">
                  <span className="font-semibold text-brand">{m.draft_mark()}</span> {draft}
                </span>
              ) : (
                <span className={classes("truncate", unread > 0 ? "font-semibold" : "text-ink-2")}>
                  {preview}
                </span>
              )}
              <UnreadBadge count={unread} />
            </p>
          )}
        </div>
      </div>
      <div className="relative empty:hidden">
        <WaitingSteps caseId={subject.id} />
      </div>
      {!ended && <StepTrack kind={kind} subject={subject} />}
      {children && <div className="relative empty:hidden">{children}</div>}
    </li>
  );
}
