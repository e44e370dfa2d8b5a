import type { Conversation, DisplayedMessage } from "@relais/client";
import { getConversation, settings } from "@relais/client/claims";
import { useCallback, useEffect, useRef } from "react";
import { useReadable } from "../use-readable.ts";
import { Composer } from "./composer.tsx";
import { MessageLine } from "./message-line.tsx";
import type { Part } from "./part.ts";
import { useLoaded } from "./use-loaded.ts";

export type ThreadProps = { id: string; part: Part; leave?: () => void };

/** One conversation: who it is with, its messages and a field to answer. */
export function Thread({ id, part, leave }: ThreadProps) {
  const { say } = part;
  const conversation = settings().client().conversation(id);
  const view = useReadable(conversation.view);
  const connection = useReadable(settings().client().connection);
  const about = useLoaded(useCallback(() => getConversation(id), [id])).value;
  const { state, typing } = view;
  const writers = (state?.participants ?? []).filter(({ id: person }) => typing.includes(person));
  useEffect(() => {
    if (view.messages.length > 0) conversation.markRead();
  }, [conversation, view.messages]);
  return (
    <article className="relais-thread" aria-busy={view.status === "loading"}>
      <header>
        {leave !== undefined && (
          <button type="button" className="relais-back" onClick={leave}>
            <span aria-hidden="true">←</span> {say("back")}
          </button>
        )}
        <h2 className="relais-title">
          {about?.customer_name ?? state?.case.customer.full_name ?? ""}
        </h2>
        <p className="relais-quiet">
          {[state?.case.number, state?.case.title].filter((text) => text != null).join(" · ")}
        </p>
      </header>
      {connection.status !== "connected" && view.status === "ready" && (
        <output className="relais-offline">{say("offline")}</output>
      )}
      {view.status === "refused" ? (
        <p className="relais-problem" role="alert">
          {view.refusal?.message ?? say("failed")}
        </p>
      ) : (
        <Messages conversation={conversation} part={part} />
      )}
      <p className="relais-typing relais-quiet" aria-live="polite">
        {writers.map(({ full_name }) => say("typing", { name: full_name })).join(" ")}
      </p>
      {view.status === "ready" && (
        <Composer conversation={conversation} internalId={state?.internal_id ?? null} say={say} />
      )}
    </article>
  );
}

function Messages({ conversation, part }: { conversation: Conversation; part: Part }) {
  const { say } = part;
  const view = useReadable(conversation.view);
  const inside = view.state?.internal_id ?? null;
  const list = useRef<HTMLDivElement>(null);
  const newest = view.messages.at(-1)?.key;
  useEffect(() => {
    const element = list.current;
    if (newest !== undefined && element !== null) element.scrollTop = element.scrollHeight;
  }, [newest]);
  return (
    <div
      className="relais-messages"
      role="log"
      aria-label={say("messages")}
      // A region that scrolls is reached by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      ref={list}
    >
      {view.hasOlder && (
        <button
          type="button"
          disabled={view.loadingOlder}
          onClick={() => void conversation.loadOlder().catch(() => {})}
        >
          {say("older")}
        </button>
      )}
      {view.status === "loading" && <p className="relais-quiet">{say("loading")}</p>}
      {view.status === "ready" && view.messages.length === 0 && inside === null && (
        <p className="relais-quiet">{say("empty")}</p>
      )}
      {inside === null ? (
        <Lines messages={view.messages} conversation={conversation} inside={null} part={part} />
      ) : (
        <WithNotes conversation={conversation} insideId={inside} part={part} />
      )}
    </div>
  );
}

/** For the team: what they write among themselves stands at its place. */
function WithNotes({
  conversation,
  insideId,
  part,
}: {
  conversation: Conversation;
  insideId: string;
  part: Part;
}) {
  const inside = settings().client().conversation(insideId);
  const { messages } = useReadable(conversation.view);
  const notes = useReadable(inside.view).messages;
  const oldest = messages.find(({ number }) => number !== null)?.number ?? 0;
  const shown = notes.filter(({ beside }) => (beside ?? Number.MAX_SAFE_INTEGER) >= oldest - 1);
  return (
    <Lines
      messages={merged(messages, shown)}
      conversation={conversation}
      inside={inside}
      part={part}
    />
  );
}

function merged(
  messages: readonly DisplayedMessage[],
  notes: readonly DisplayedMessage[],
): DisplayedMessage[] {
  const all: DisplayedMessage[] = [];
  let next = 0;
  for (const message of messages) {
    // One's own that waits has no place yet: it stays last.
    const place = message.number ?? 0;
    for (let note = notes[next]; note !== undefined; note = notes[next]) {
      if ((note.beside ?? Number.POSITIVE_INFINITY) >= place) break;
      all.push(note);
      next += 1;
    }
    all.push(message);
  }
  return [...all, ...notes.slice(next)];
}

type LinesProps = {
  messages: readonly DisplayedMessage[];
  conversation: Conversation;
  inside: Conversation | null;
  part: Part;
};

function Lines({ messages, conversation, inside, part }: LinesProps) {
  const outside = useReadable(conversation.view);
  const notes = new Set(inside?.view.get().messages.map(({ key }) => key));
  const people = new Map(
    [outside.state, inside?.view.get().state]
      .flatMap((state) => [...(state?.former ?? []), ...(state?.participants ?? [])])
      .map((one) => [one.id, one]),
  );
  return (
    <ol>
      {messages.map((message) => {
        const isNote = notes.has(message.key);
        return (
          <MessageLine
            key={message.key}
            message={message}
            sender={message.sender_id === null ? undefined : people.get(message.sender_id)}
            isNote={isNote}
            conversation={isNote && inside !== null ? inside : conversation}
            part={part}
          />
        );
      })}
    </ol>
  );
}
