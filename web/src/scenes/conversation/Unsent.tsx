import type { CaseView, Conversation, ConversationView } from "@relais/client";
import { useClient, useConversation, useReadable } from "@relais/react";
import { m } from "../../catalogue/index.ts";
import { Problems } from "./message/Problems.tsx";
import { wordlessLine } from "./voice/words.ts";

/** Alone on a page, or above a list. */
type Where = "page" | "list";
type UnsentProps = { conversation: Conversation; view: ConversationView; where?: Where };

const looks: Record<Where, { section: string; title: string }> = {
  page: { section: "mx-auto w-full max-w-100 px-6 pb-10", title: "mb-3 text-center text-15" },
  list: { section: "w-full", title: "mb-2.5 px-1 text-13 text-ink-2" },
};

/** What one wrote in a conversation that does not open any more, and that did not leave: it is lost by nobody but oneself. */
export function Unsent({ conversation, view, where = "page" }: UnsentProps) {
  const unsent = view.messages.filter(
    ({ delivery }) => delivery === "failed" || delivery === "waiting",
  );
  if (unsent.length === 0) return null;
  const { subject } = view;
  const title = subject === null ? m.unsent_title() : m.unsent_title_about({ subject });
  return (
    <section aria-label={title} className={looks[where].section}>
      <h2 className={`font-semibold wrap-anywhere ${looks[where].title}`}>{title}</h2>
      <ul className="flex flex-col gap-3">
        {unsent.map((message) => (
          <li key={message.key} className="flex flex-col rounded-card bg-sunken px-4 py-3">
            <p className="text-15 wrap-anywhere whitespace-pre-wrap select-text">
              {message.text === "" ? wordlessLine(message.files) : message.text}
            </p>
            <Problems message={message} conversation={conversation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same by the conversation's id. */
export function UnsentIn({ id, where }: { id: string; where?: Where }) {
  return <Unsent {...useConversation(id)} {...(where && { where })} />;
}

type UnsentElsewhereProps = { cases: readonly CaseView[] };

/**
 * What was refused in conversations of none of these cases, because their work went to somebody else, or waits for
 * somebody: nothing leads to them any more, and what one wrote is not lost without a word.
 */
export function UnsentElsewhere({ cases }: UnsentElsewhereProps) {
  const failedIn = useReadable(useClient().failedIn);
  const listed = new Set(
    cases.flatMap(({ conversation_id, rooms }) => [
      conversation_id,
      ...rooms.map((room) => room.conversation_id),
    ]),
  );
  return failedIn
    .filter((id) => !listed.has(id))
    .map((id) => <UnsentIn key={id} id={id} where="list" />);
}
