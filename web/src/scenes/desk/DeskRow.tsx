import type { CaseView, Counter } from "@relais/client";
import { Avatar } from "../../design/Avatar.tsx";
import { classes } from "../../design/classes.ts";
import { PriorityMark } from "../../design/PriorityMark.tsx";
import { UnreadBadge } from "../../design/UnreadBadge.tsx";
import { relativeTime } from "../../format/time.ts";
import { useNow } from "../../format/use-now.ts";
import { deskAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useOpenCase } from "../../navigation/place.ts";
import { usePreview } from "../requests/use-preview.ts";

/** One conversation of the desk: who, about what, the last word, and what waits to be read. */
export function DeskRow({ subject, counter }: { subject: CaseView; counter: Counter | undefined }) {
  const now = useNow();
  const open = useOpenCase() === subject.id;
  const preview = usePreview(counter);
  const unread = counter?.unread ?? 0;
  const time = counter?.preview?.created_at ?? subject.updated_at;
  return (
    <li
      className={classes(
        "relative flex gap-3 px-4 py-2.5 transition-colors duration-(--quick)",
        open ? "bg-brand-soft" : "hover:bg-sunken",
      )}
    >
      <Avatar id={subject.customer.id} name={subject.customer.full_name} size="small" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-2">
          <Link
            to={deskAddress(subject.id)}
            aria-current={open ? "true" : undefined}
            className={classes(
              "truncate text-15 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-brand",
              unread > 0 && "font-bold",
            )}
          >
            {subject.customer.full_name}
          </Link>
          <time dateTime={time} className="shrink-0 text-13 text-ink-2">
            {relativeTime(time, now)}
          </time>
        </p>
        <p className="flex items-center gap-2">
          <span
            className={classes("min-w-0 flex-1 truncate text-13", unread > 0 && "font-semibold")}
          >
            {subject.title}
          </span>
          <PriorityMark priority={subject.priority} />
        </p>
        <p className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-13 text-ink-2">{preview}</span>
          <UnreadBadge count={unread} />
        </p>
      </div>
    </li>
  );
}
