import type { Conversation, ConversationView, ProcedureReference } from "@relais/client";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { lastEditable } from "./rights.ts";
import type { About } from "./use-about.ts";
import { useDraft } from "./use-draft.ts";

type Writing = { about: About | null; setAbout: (about: About | null) => void };

/**
 * What the field holds and what becomes of it: a new message, an answer, or a new wording. A draft waits
 * aside while a message is rewritten, and comes back.
 */
export function useComposing(
  conversation: Conversation,
  view: ConversationView,
  field: RefObject<HTMLTextAreaElement | null>,
  { about, setAbout }: Writing,
) {
  const draft = useDraft(conversation);
  const [wording, setWording] = useState("");
  const [editing, setEditing] = useState<number | null>(null);
  const edited = about?.kind === "edit" ? about.message : null;
  if ((edited?.number ?? null) !== editing) {
    setEditing(edited?.number ?? null);
    setWording(edited?.text ?? "");
  }
  const text = edited === null ? draft.text : wording;
  const keep = (next: string) => conversation.setDraft({ ...conversation.draft(), text: next });

  // Only for what one chose here: a draft that came from elsewhere does not open a keyboard.
  const chosen = useRef(false);
  useEffect(() => {
    if (about !== null && chosen.current) field.current?.focus();
    chosen.current = true;
  }, [about, field]);

  const edit = (number: number) => {
    // A refusal is shown on the message itself, until it is dealt with there.
    conversation.edit(number, text).catch(() => {});
    setAbout(null);
  };
  const write = (
    files: readonly File[],
    mentions: readonly string[],
    planned: ProcedureReference | undefined,
  ) => {
    const { replyTo } = draft;
    conversation.send(text, {
      files,
      mentions,
      ...(replyTo !== null && { replyTo }),
      ...(planned !== undefined && { planned }),
    });
    conversation.setDraft({ text: "", replyTo: null });
  };

  return {
    text,
    setText: edited === null ? keep : setWording,
    about,
    cancel: () => setAbout(null),
    /** `files`, and what a step of a procedure shows, go with a new message or an answer; a new wording takes none. */
    send: (
      files: readonly File[],
      mentions: readonly string[] = [],
      planned?: ProcedureReference,
    ) => (edited === null ? write(files, mentions, planned) : edit(edited.number)),
    /** Escape cancels; the arrow up in an empty field rewrites what one said last. True when it did. */
    onKey: (event: KeyboardEvent): boolean => {
      if (event.nativeEvent.isComposing) return false;
      if (event.key === "Escape" && about !== null) {
        event.preventDefault();
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
