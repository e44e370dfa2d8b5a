import type { CaseView, Counter, KindView, Language } from "@relais/client";
import { hue, initials } from "../format/person.ts";
import { relativeTime } from "../format/time.ts";
import { kindOf, stateSentence, statusOf } from "../kind/kind.ts";
import { useDraftOf } from "../message/use-draft.ts";
import type { Say } from "../part.ts";
import { useMe } from "../use-me.ts";
import { useNow } from "../use-now.ts";
import { previewOf } from "./preview.ts";
import type { WordKey } from "./words.ts";

/** What all cards of a list have in common. */
export type Cards = {
  language: Language;
  say: Say<WordKey>;
  kinds: readonly KindView[];
  chosen: string | null;
  onOpen: ((subject: CaseView) => void) | undefined;
};

type CaseCardProps = { subject: CaseView; counter: Counter | undefined; cards: Cards };

/** One case: what it is, where it stands, what was said last, what waits to be read. */
export function CaseCard({ subject, counter, cards }: CaseCardProps) {
  const { language, say, kinds, chosen, onOpen } = cards;
  const now = useNow();
  const viewerId = useMe()?.id ?? null;
  const draft = useDraftOf(subject.conversation_id ?? "")?.text.trim() ?? "";
  const kind = kindOf(kinds, subject.kind);
  const other = subject.customer.id === viewerId ? subject.assignee : subject.customer;
  const unread = counter?.unread ?? 0;
  const time = counter?.preview?.created_at ?? subject.updated_at;
  const preview = previewOf(counter, { language, say, kinds, viewerId });
  return (
    <li>
      <button
        type="button"
        aria-current={subject.id === chosen || undefined}
        data-unread={unread > 0 || undefined}
        onClick={() => onOpen?.(subject)}
      >
        <span
          className="relais-avatar"
          aria-hidden="true"
          style={other ? { color: `var(--relais-person-${hue(other.id)})` } : {}}
        >
          {other ? initials(other.full_name) : "–"}
        </span>
        <span className="relais-case">
          <span className="relais-case-head">
            <strong>{subject.title}</strong>
            <time dateTime={time}>{relativeTime(language, time, now)}</time>
          </span>
          <span className="relais-who">{other?.full_name ?? say("nobody")}</span>
          <span className="relais-state" data-tone={statusOf(kind, subject.status)?.tone}>
            {stateSentence(language, kind, subject)}
          </span>
          <span className="relais-last">
            <span>{draft === "" ? preview : say("draft", { text: draft })}</span>
            {unread > 0 && (
              <span className="relais-count">
                <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
                <span className="relais-hidden">
                  {say(unread === 1 ? "unread_one" : "unread_many", { count: unread })}
                </span>
              </span>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
