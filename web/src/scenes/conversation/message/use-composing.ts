import type { Conversation, ConversationView } from "@relais/client";
import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { toast } from "../../../design/Toast.tsx";
import { explain } from "../../../session/refusal.ts";
import { useMessageActions } from "./context.ts";
import { lastEditable } from "./rights.ts";

type Draft = [text: string, setText: (text: string) => void];

/**
 * What the field holds and what becomes of it: a new message, an answer, or a new wording. A draft waits
 * aside while a message is rewritten, and comes back.
 */
export function useComposing(
  conversation: Conversation,
  view: ConversationView,
  [draft, setDraft]: Draft,
  field: RefObject<HTMLTextAreaElement | null>,
) {
  const { about, setAbout } = useMessageActions();
  const [wording, setWording] = useState("");
  const [editing, setEditing] = useState<number | null>(null);
  const edited = about?.kind === "edit" ? about.message : null;
  if ((edited?.number ?? null) !== editing) {
    setEditing(edited?.number ?? null);
    setWording(edited?.text ?? "");
  }
  const text = edited === null ? draft : wording;
  const setText = edited === null ? setDraft : setWording;

  useEffect(() => {
    if (about !== null) field.current?.focus();
  }, [about, field]);

  const edit = (number: number) => {
    conversation.edit(number, text).catch((error: unknown) => toast(explain(error)));
    setAbout(null);
  };
  const write = (files: readonly File[]) => {
    conversation.send(text, { files, ...(about !== null && { replyTo: about.message.number }) });
    setDraft("");
    setAbout(null);
  };

  return {
    text,
    setText,
    about,
    cancel: () => setAbout(null),
    /** `files` go with a new message or an answer; a new wording takes none. */
    send: (files: readonly File[]) => (edited === null ? write(files) : edit(edited.number)),
    /** Escape cancels; the arrow up in an empty field rewrites what one said last. True when it did. */
    onKey: (event: KeyboardEvent): boolean => {
      if (event.nativeEvent.isComposing) return false;
      if (event.key === "Escape" && about !== null) {
        setAbout(null);
        return true;
      }
      const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.key !== "ArrowUp" || !plain || text !== "" || about !== null) return false;
      const message = lastEditable(view, Date.now());
      if (message === undefined) return false;
      event.preventDefault();
      setAbout({ kind: "edit", message });
      return true;
    },
  };
}
