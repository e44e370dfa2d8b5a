import type { CaseView, Counter } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { Avatar, NobodyYet } from "../../design/Avatar.tsx";
import { classes } from "../../design/classes.ts";
import { UnreadBadge } from "../../design/UnreadBadge.tsx";
import { relativeTime } from "../../format/time.ts";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useOpenCase } from "../../navigation/place.ts";
import { useMe } from "../../session/me.ts";
import { usePreview } from "../requests/use-preview.ts";
import { otherOf } from "./other-of.ts";

/** One conversation of two: with whom, what was said last, what waits to be read. */
export function TalkCard({ talk, counter }: { talk: CaseView; counter: Counter | undefined }) {
  const me = useMe();
  const now = useNow();
  const open = useOpenCase() === talk.id;
  const preview = usePreview(counter);
  const other = otherOf(talk, me.id);
  const unread = counter?.unread ?? 0;
  const time = counter?.preview?.created_at ?? talk.updated_at;
  return (
    <li
      className={classes(
        "relative flex items-center gap-3 rounded-card p-4 transition-colors duration-(--quick) desk:p-3",
        open ? "bg-brand-soft" : "bg-surface shadow-lift hover:bg-sunken",
      )}
    >
      {other ? <Avatar id={other.id} name={other.full_name} /> : <NobodyYet />}
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        {/* On a narrow phone the time gives way below, so that the name is whole. */}
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3
            className={classes(
              "max-w-full truncate text-17 desk:text-15",
              unread > 0 && "font-bold",
            )}
          >
            <Link
              to={caseAddress(talk.id)}
              state={{ section: "messages" }}
              className="outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-brand"
            >
              {other?.full_name ?? talk.title}
            </Link>
          </h3>
          <time dateTime={time} className="shrink-0 text-13 text-ink-2">
            {relativeTime(time, now)}
          </time>
        </div>
        <p className="flex items-center justify-between gap-3 text-15">
          <span className={classes("truncate", unread > 0 ? "font-semibold" : "text-ink-2")}>
            {preview}
          </span>
          <UnreadBadge count={unread} />
        </p>
      </div>
    </li>
  );
}
