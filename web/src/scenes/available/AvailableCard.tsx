import type { CaseView } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { MapPin } from "lucide-react";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useGo, useOpenCase } from "../../navigation/place.ts";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { PriorityMark } from "../../design/PriorityMark.tsx";
import { relativeTime } from "../../format/time.ts";
import { AcceptAction } from "./AcceptAction.tsx";

/** A request that one may take: where, what, for whom, and one button as wide as the thumb. */
export function AvailableCard({ subject }: { subject: CaseView }) {
  const now = useNow();
  const go = useGo();
  const requestId = useOpenCase();
  return (
    <li
      className={classes(
        "rise relative flex flex-col gap-3 rounded-card p-4 transition-colors duration-(--quick) desk:p-3",
        requestId === subject.id ? "bg-brand-soft" : "bg-surface shadow-lift",
      )}
    >
      <div className="flex flex-col gap-1">
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="min-w-0 text-17">
            <Link
              to={caseAddress(subject.id)}
              state={{ section: "available" }}
              className="line-clamp-2 outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-brand"
            >
              {subject.title}
            </Link>
          </h2>
          <time dateTime={subject.created_at} className="shrink-0 text-13 text-ink-2">
            {relativeTime(subject.created_at, now)}
          </time>
        </div>
        <p className="flex items-center gap-2 text-15 text-ink-2">
          <span className="truncate">{subject.customer.full_name}</span>
          <PriorityMark priority={subject.priority} />
        </p>
        {subject.address && (
          <p className="flex items-start gap-1.5 text-15">
            <MapPin
              size={17}
              strokeWidth={1.75}
              aria-hidden="true"
              className="mt-0.5 shrink-0 text-ink-2"
            />
            <span className="line-clamp-2">{subject.address}</span>
          </p>
        )}
        {subject.description && (
          <p className="mt-1 line-clamp-3 text-15 whitespace-pre-line text-ink-2">
            {subject.description}
          </p>
        )}
      </div>
      <div className="relative">
        <AcceptAction
          subject={subject}
          label={m.available_accept()}
          onAccepted={() => go(caseAddress(subject.id), { state: { section: "mine" } })}
        />
      </div>
    </li>
  );
}
