import type { Conversation, ConversationView } from "@relais/client";
import { type Standing, useAbout } from "@relais/react/headless";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { usePlace } from "../../../navigation/place.ts";
import { type MessageActions, MessageContext } from "./context.ts";
import type { OpenSheet } from "./MessageSheets.tsx";

type MessageProviderProps = {
  conversation: Conversation;
  view: ConversationView;
  canWrite: boolean;
  children: ReactNode;
};

/** For how long a message stands out after one jumped to it. */
const markedMs = 2_000;

/** Loaded when they are first asked for: most conversations are only read and written. */
const MessageSheets = lazy(async () => ({
  default: (await import("./MessageSheets.tsx")).MessageSheets,
}));

/** Everything that one does with a message that is there: one menu, one sheet, one question for all of them. */
export function MessageProvider({ conversation, view, canWrite, children }: MessageProviderProps) {
  const { about, setAbout } = useAbout(conversation, view);
  const [open, setOpen] = useState<OpenSheet | null>(null);
  // What a sheet shows stays while it leaves.
  const [last, setLast] = useState<OpenSheet | null>(null);
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
      conversation.react(message.number, next).catch(shownOnTheMessage);
    },
    [conversation, viewer],
  );
  const arrived = useCallback((number: number) => {
    setWanted(null);
    setMarked(number);
  }, []);

  // Led here to one message, by a search or a link: once, as soon as the conversation is there.
  const place = usePlace();
  const [followed, setFollowed] = useState<object | null>(null);
  if (view.state !== null && place !== followed) {
    setFollowed(place);
    if (place.message !== undefined) setWanted(place.message);
  }

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
    [canWrite, about, setAbout, react, wanted, arrived, marked],
  );

  const deleteFor = (message: Standing) => {
    conversation.delete(message.number).catch(shownOnTheMessage);
    if (about?.message.number === message.number) setAbout(null);
    setOpen(null);
  };

  return (
    <MessageContext value={actions}>
      {children}
      {last !== null && (
        <Suspense fallback={null}>
          <MessageSheets
            open={open}
            last={last}
            view={view}
            onOpen={setOpen}
            // One sheet gives way to another: that it closes says nothing about the next one.
            onClosed={(what) => setOpen((now) => (now?.what === what ? null : now))}
            onDelete={deleteFor}
          />
        </Suspense>
      )}
    </MessageContext>
  );
}

/** What was refused says so on its message, until it is tried again or dropped. */
function shownOnTheMessage(): void {}
