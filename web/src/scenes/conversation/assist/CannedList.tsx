import type { CaseView, OfferedReply } from "@relais/client";
import { useClient } from "@relais/react";
import { Zap } from "lucide-react";
import { type Ref, type RefObject, useEffect, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { useKind } from "../../../kind/KindsProvider.tsx";
import { Link } from "../../../navigation/Link.tsx";
import { explain } from "../../../session/refusal.ts";
import { hasActions, macroWords } from "./macro-words.ts";
import { Suggestions, type SuggestionsHandle } from "./Suggestions.tsx";

/** Somebody who types quickly asks once. */
const pauseMs = 120;

type CannedListProps = {
  ref: Ref<SuggestionsHandle>;
  field: RefObject<HTMLTextAreaElement | null>;
  subject: CaseView;
  query: string;
  onPick: (reply: OfferedReply) => void;
};

type Found = { replies: readonly OfferedReply[]; problem: string | null };

/** The canned replies that fit this case and these words, filled in. */
export function CannedList({ ref, field, subject, query, onPick }: CannedListProps) {
  const kind = useKind(subject.kind);
  const found = useOffered(subject, query);
  if (found === null) return null;
  return (
    <Suggestions
      ref={ref}
      field={field}
      label={m.canned_list()}
      items={found.replies.map((reply) => ({
        key: reply.id,
        onPick: () => onPick(reply),
        body: (
          <>
            <span className="flex items-center gap-2">
              {hasActions(reply.actions) && (
                <Zap
                  size={16}
                  strokeWidth={1.75}
                  className="shrink-0 text-brand"
                  aria-hidden="true"
                />
              )}
              <span className="min-w-0 flex-1 truncate text-15 font-semibold">{reply.title}</span>
              {reply.personal && <span className="text-13 text-ink-2">{m.canned_mine()}</span>}
            </span>
            {reply.filled !== "" && (
              <span className="line-clamp-2 text-13 text-ink-2">{reply.filled}</span>
            )}
            {hasActions(reply.actions) && (
              <span className="block truncate text-13 text-brand">{macroWords(kind, reply)}</span>
            )}
          </>
        ),
      }))}
      empty={found.problem ?? (query.trim() === "" ? m.canned_none() : m.canned_none_found())}
      footer={
        <>
          <span className="hidden desk:inline">{m.canned_keys()}</span>
          <Link
            to="/canned"
            className="inline-flex min-h-11 items-center font-semibold text-brand desk:min-h-9"
          >
            {m.canned_manage()}
          </Link>
        </>
      }
    />
  );
}

/** Null until the first answer; while the next is awaited the one before stays. */
function useOffered({ id }: CaseView, query: string): Found | null {
  const { http } = useClient();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let live = true;
    const ask = async () => {
      const next = await http.offeredReplies(id, query).then(
        (replies): Found => ({ replies, problem: null }),
        (error: unknown): Found => ({ replies: [], problem: explain(error) }),
      );
      if (live) setFound(next);
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [http, id, query]);
  return found;
}
