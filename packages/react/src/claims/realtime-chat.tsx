import { useState } from "react";
import { ConversationList } from "./conversation-list.tsx";
import { type PartProps, usePart } from "./part.ts";
import { Thread } from "./thread.tsx";

export type RealtimeChatProps = PartProps & {
  /** Shows this conversation alone; without it, a list to choose from. */
  conversationId?: string;
};

/** Conversations with customers, live: a list and the one that is open, or one alone. */
export function RealtimeChat({ conversationId, ...props }: RealtimeChatProps) {
  const part = usePart("chat", props);
  const [chosen, choose] = useState<string | null>(null);
  const open = conversationId ?? chosen;
  return (
    <section
      aria-label={part.say("conversations")}
      {...part.frame}
      data-open={open !== null || undefined}
      data-alone={conversationId !== undefined || undefined}
    >
      {conversationId === undefined && (
        <ConversationList part={part} chosen={chosen} choose={choose} />
      )}
      {open === null ? (
        <p className="relais-quiet relais-choose">{part.say("choose")}</p>
      ) : (
        <Thread
          key={open}
          id={open}
          part={part}
          {...(conversationId === undefined && { leave: () => choose(null) })}
        />
      )}
    </section>
  );
}
