import { mayWriteWhileGuided } from "@relais/protocol";
import { useCallback, useEffect, useMemo, useState } from "react";
import { partOf } from "../guidance/part.ts";
import { isClosed, kindOf } from "../kind/kind.ts";
import { useOpening } from "../log/use-opening.ts";
import { useUnreadLine } from "../log/use-unread-line.ts";
import { isObserving, isOutside } from "../message/observing.ts";
import type { Standing } from "../message/rights.ts";
import { useAbout } from "../message/use-about.ts";
import { type PartProps, usePart } from "../part.ts";
import { useConversation } from "../use-conversation.ts";
import { useFocused } from "../use-focused.ts";
import { useKinds } from "../use-kinds.ts";
import { useNow } from "../use-now.ts";
import { Announcer } from "./announcer.tsx";
import { Body } from "./body.tsx";
import { Composer } from "./composer.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { type Here, HereContext } from "./context.ts";
import { GuidedCard } from "./guided-card.tsx";
import { Header } from "./header.tsx";
import { LivePlaces } from "./live-places.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { useJumping } from "./use-jumping.ts";
import { useRole } from "./use-role.ts";
import { catalogue, type WordKey } from "./words.ts";

export type ConversationProps = PartProps & {
  /** Its id: `conversation_id` of a case. */
  id: string;
  /** Whether whom one speaks with, and where the case stands, is shown above. It is, by default. */
  header?: boolean;
};

/**
 * A whole conversation, live: what was said, how far it came, and where one writes. It stands below a
 * `RelaisProvider` whose client was started, with `conversation.css`, and is as high as its place allows.
 */
export function Conversation({ id, header = true, ...props }: ConversationProps) {
  // Another conversation begins anew: its line, its menu and what is looked for are its own.
  return <OneConversation key={id} id={id} header={header} {...props} />;
}

function OneConversation({ id, header, ...props }: ConversationProps) {
  const { language, say, frame } = usePart<WordKey>("conversation", catalogue, props);
  const { conversation, view } = useConversation(id);
  const kinds = useKinds();
  const now = useNow();
  const focused = useFocused();
  const role = useRole(view);
  const [sent, setSent] = useState(0);
  const [menu, setMenu] = useState<Standing | null>(null);
  const { jump, jumpTo, marked, failed } = useJumping();
  const { about, setAbout } = useAbout(conversation, view);
  const opening = useOpening(conversation, view, false);
  const { state } = view;
  const caughtUp = focused && opening.atEnd === true && view.status === "ready";
  const line = useUnreadLine(view, caughtUp, opening.judge);
  const newest = state?.last_number ?? 0;
  useEffect(() => {
    if (caughtUp && newest > 0) conversation.markRead();
  }, [caughtUp, newest, conversation]);

  const kind = kindOf(kinds, state?.case.kind ?? "");
  const closed = state !== null && isClosed(kind, state.case);
  const observing = isOutside(view) && (role === null || isObserving(view, kind, { role }));
  const canWrite = view.status !== "refused" && state !== null && !closed && !observing;
  const viewer = state?.viewer_id ?? "";
  const react = useCallback<Here["react"]>(
    (message, emoji) => {
      const next = message.reactions[viewer] === emoji ? null : emoji;
      // What was refused says so on its message, until it is tried again or dropped.
      conversation.react(message.number, next).catch(() => {});
    },
    [conversation, viewer],
  );
  const here = useMemo<Here>(
    () => ({
      conversation,
      view,
      kinds,
      language,
      say,
      now,
      canWrite,
      about,
      setAbout,
      openMenu: setMenu,
      react,
      jumpTo,
      marked,
    }),
    [
      conversation,
      view,
      kinds,
      language,
      say,
      now,
      canWrite,
      about,
      setAbout,
      react,
      jumpTo,
      marked,
    ],
  );
  const part = partOf(view);
  const guided = part?.as === "guided" && !closed ? part.guidance : null;
  return (
    <HereContext value={here}>
      <section aria-label={say("conversation")} {...frame}>
        {header && view.status !== "refused" && <Header />}
        <ConnectionBar />
        <LivePlaces />
        <Announcer />
        <Body
          key={opening.turn}
          opens={opening.isOpen}
          unreadAfter={line.after}
          sent={sent}
          onEnd={opening.onEnd}
          jump={jump}
        />
        {failed && (
          <p className="relais-instead" role="alert">
            {say("jump_failed")}
          </p>
        )}
        {closed && <p className="relais-instead">{say("closed")}</p>}
        {state !== null && !closed && observing && (
          <p className="relais-instead">{say("observing")}</p>
        )}
        {guided && <GuidedCard guidance={guided} />}
        {canWrite && (!guided || mayWriteWhileGuided(guided)) && (
          <Composer
            onSent={() => {
              line.clear();
              setSent((count) => count + 1);
            }}
          />
        )}
        {menu !== null && <MessageMenu message={menu} onClose={() => setMenu(null)} />}
      </section>
    </HereContext>
  );
}
