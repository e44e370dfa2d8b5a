import { type ChatConversation, listConversations, settings } from "@relais/client/claims";
import { useEffect } from "react";
import { useReadable } from "../use-readable.ts";
import type { Part } from "./part.ts";
import { useLoaded } from "./use-loaded.ts";
import { timeIn } from "./words.ts";

export type ConversationListProps = {
  part: Part;
  chosen: string | null;
  choose: (id: string) => void;
};

const newest = () => listConversations({ page_size: 100 });

/** The conversations that one may read, the newest message first; read anew when something happens in one. */
export function ConversationList({
  part: { say, language },
  chosen,
  choose,
}: ConversationListProps) {
  const { value, failed, again } = useLoaded(newest);
  // The list of cases is kept current by itself; its counters change with every message.
  const news = useReadable(settings().client().cases);
  useEffect(again, [news, again]);
  const conversations = value?.results ?? [];
  return (
    <nav
      className="relais-list"
      aria-label={say("conversations")}
      aria-busy={value === null && !failed}
    >
      {value === null && !failed && <p className="relais-quiet">{say("loading")}</p>}
      {value !== null && conversations.length === 0 && (
        <p className="relais-quiet">{say("none")}</p>
      )}
      {failed && (
        <p className="relais-problem" role="alert">
          {say("failed")}{" "}
          <button type="button" onClick={again}>
            {say("again")}
          </button>
        </p>
      )}
      <ul>
        {conversations.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-current={one.id === chosen || undefined}
              data-unread={one.unread_count_staff > 0 || undefined}
              onClick={() => choose(one.id)}
            >
              <span className="relais-who">{one.customer_name}</span>
              {one.last_message_at !== null && (
                <time dateTime={one.last_message_at}>{timeIn(language, one.last_message_at)}</time>
              )}
              <span className="relais-quiet relais-subject">
                {[one.claim_number, one.subject].filter((text) => text !== null).join(" · ")}
              </span>
              <Marks one={one} say={say} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** In words and never by colour alone. */
function Marks({ one, say }: { one: ChatConversation; say: Part["say"] }) {
  const { priority, status, unread_count_staff: unread } = one;
  return (
    <span className="relais-marks">
      {(priority === "urgent" || priority === "high") && (
        <span className="relais-mark" data-priority={priority}>
          {say(priority)}
        </span>
      )}
      {status !== "active" && <span className="relais-mark">{say(status)}</span>}
      {unread > 0 && <span className="relais-count">{say("unread", { count: unread })}</span>}
    </span>
  );
}
