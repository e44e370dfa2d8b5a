import type { Conversation, ConversationView } from "@relais/client";
import { useCallback, useMemo, useState } from "react";
import type { Standing } from "./rights.ts";
import { useDraft } from "./use-draft.ts";

/** What is being written about: an answer to a message, or a new wording of it. */
export type About = { kind: "reply" | "edit"; message: Standing };

/**
 * What is being written about. What one answers belongs to the draft, and is there on every device; a new wording
 * is begun and ended here.
 */
export function useAbout(
  conversation: Conversation,
  view: ConversationView,
): { about: About | null; setAbout: (about: About | null) => void } {
  const { replyTo } = useDraft(conversation);
  const [edited, setEdited] = useState<Standing | null>(null);
  const answered = view.messages.find(({ number }) => number !== null && number === replyTo);
  const about = useMemo<About | null>(() => {
    if (edited !== null) return { kind: "edit", message: edited };
    if (replyTo === null) return null;
    return { kind: "reply", message: { ...(answered ?? unseen), number: replyTo } };
  }, [edited, replyTo, answered]);
  const setAbout = useCallback(
    (next: About | null) => {
      setEdited(next?.kind === "edit" ? next.message : null);
      if (next?.kind === "edit") return;
      const number = next?.message.number ?? null;
      // Giving up a new wording gives up no answer that waits beneath it.
      if (number === null && edited !== null) return;
      conversation.setDraft({ ...conversation.draft(), replyTo: number });
    },
    [conversation, edited],
  );
  return { about, setAbout };
}

/** A message that another device answers and that was not read here yet. */
const unseen: Omit<Standing, "number"> = {
  id: null,
  key: "unseen",
  kind: "text",
  text: "",
  system: null,
  sender_id: null,
  client_id: null,
  created_at: "",
  reply_to: null,
  edited_at: null,
  deleted_at: null,
  reactions: {},
  delivery: "received",
};
