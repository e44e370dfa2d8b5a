import type { SearchHit } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { useCaseAddress, usePlace } from "../../navigation/place.ts";
import { Link } from "../../navigation/Link.tsx";
import { Paperclip } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { fullInstant, relativeTime } from "../../format/time.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { nameOfFile } from "../conversation/files/name-of-file.ts";
import { snippetOf } from "./snippet.ts";

type HitRowProps = {
  hit: SearchHit;
  /** Says in which case it was written: among hits of several. */
  titled: boolean;
  onOpen: () => void;
};

/** One message that was found: who, when, where, and the words in their sentence. */
export function HitRow({ hit, titled, onOpen }: HitRowProps) {
  const me = useMe();
  const now = useNow();
  const place = usePlace();
  const addressOf = useCaseAddress();
  const who = hit.sender_id === me.id ? m.search_you() : hit.sender_name;
  return (
    <li>
      <Link
        to={addressOf(hit.case_id)}
        state={{ ...place, message: hit.number }}
        onClick={onOpen}
        className="flex min-h-11 flex-col gap-0.5 rounded-control px-2 py-2.5 hover:bg-sunken focus-visible:bg-sunken"
      >
        <span className="flex items-baseline justify-between gap-3 text-13 text-ink-2">
          <span className="truncate">
            <span className="font-semibold text-ink">{who}</span>
            {titled && ` · ${hit.title}`}
          </span>
          <time dateTime={hit.created_at} title={fullInstant(hit.created_at)} className="shrink-0">
            {relativeTime(hit.created_at, now)}
          </time>
        </span>
        {hit.text !== "" && (
          <span dir="auto" className="line-clamp-2 text-15 break-words">
            {snippetOf(hit.text, hit.highlights).map(({ at, text, found }) =>
              found ? (
                <mark key={at} className="rounded-[3px] bg-brand-soft font-semibold text-ink">
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </span>
        )}
        {hit.attachments && <Attached files={hit.attachments} />}
      </Link>
    </li>
  );
}

/** What the message brought, by name. */
function Attached({ files }: { files: NonNullable<SearchHit["attachments"]> }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-15 text-ink-2">
      <Paperclip size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <span className="truncate">{files.map(nameOfFile).join(", ")}</span>
    </span>
  );
}
