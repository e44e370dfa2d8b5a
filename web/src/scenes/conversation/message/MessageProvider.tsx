import type { Conversation, ConversationView } from "@relais/client";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { Confirm } from "../../../design/Confirm.tsx";
import { toast } from "../../../design/Toast.tsx";
import { explain } from "../../../session/refusal.ts";
import { type About, type MessageActions, MessageContext } from "./context.ts";
import { DetailSheet } from "./DetailSheet.tsx";
import { MessageMenu } from "./MessageMenu.tsx";
import type { Standing } from "./rights.ts";

type MessageProviderProps = {
  conversation: Conversation;
  view: ConversationView;
  canWrite: boolean;
  children: ReactNode;
};

/** For how long a message stands out after one jumped to it. */
const markedMs = 2_000;

type Open = { what: "menu" | "detail" | "delete"; message: Standing };

/** Everything that one does with a message that is there: one menu, one sheet, one question for all of them. */
export function MessageProvider({ conversation, view, canWrite, children }: MessageProviderProps) {
  const [about, setAbout] = useState<About | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  // What a sheet shows stays while it leaves.
  const [last, setLast] = useState<Open | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const [marked, setMarked] = useState<number | null>(null);
  if (open !== null && open !== last) setLast(open);

  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => setMarked(null), markedMs);
    return () => clearTimeout(timer);
  }, [marked]);

  const viewer = view.state?.viewer_id ?? "";
  const react = useCallback<MessageActions["react"]>(
    (message, emoji) => {
      const next = message.reactions[viewer] === emoji ? null : emoji;
      conversation.react(message.number, next).catch(complain);
    },
    [conversation, viewer],
  );
  const arrived = useCallback((number: number) => {
    setWanted(null);
    setMarked(number);
  }, []);

  const actions = useMemo<MessageActions>(
    () => ({
      canWrite,
      about,
      setAbout,
      openMenu: (message) => setOpen({ what: "menu", message }),
      react,
      wanted,
      jumpTo: setWanted,
      arrived,
      marked,
    }),
    [canWrite, about, react, wanted, arrived, marked],
  );

  const shown = (what: Open["what"]) =>
    last?.what === what ? currentOf(view, last.message) : null;
  // One sheet gives way to another: that it closes says nothing about the next one.
  const closed = (what: Open["what"]) => () => setOpen((now) => (now?.what === what ? null : now));
  const isOpen = (what: Open["what"]) => open?.what === what;
  const confirmDelete = () => {
    if (open) conversation.delete(open.message.number).catch(complain);
    if (open && about?.message.number === open.message.number) setAbout(null);
    setOpen(null);
  };

  return (
    <MessageContext value={actions}>
      {children}
      <MessageMenu
        open={isOpen("menu")}
        message={shown("menu")}
        view={view}
        onClose={closed("menu")}
        onDetail={(message) => setOpen({ what: "detail", message })}
        onDelete={(message) => setOpen({ what: "delete", message })}
      />
      <DetailSheet
        open={isOpen("detail")}
        message={shown("detail")}
        view={view}
        onClose={closed("detail")}
      />
      <Confirm
        open={isOpen("delete")}
        onOpenChange={(next) => !next && closed("delete")()}
        title={m.message_delete_title()}
        text={m.message_delete_text()}
        action={m.message_delete_action()}
        onConfirm={confirmDelete}
      />
    </MessageContext>
  );
}

/** The message as it stands now: it may have changed since a sheet was opened on it. */
function currentOf(view: ConversationView, message: Standing): Standing {
  const now = view.messages.find(({ number }) => number === message.number);
  return now === undefined ? message : { ...now, number: message.number };
}

function complain(error: unknown): void {
  toast(explain(error));
}
