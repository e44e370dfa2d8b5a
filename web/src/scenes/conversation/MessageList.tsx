import type { Conversation, ConversationView } from "@relais/client";
import { MessageLog, type Older, type Row, useNow } from "@relais/react/headless";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { isBehindFirstPage, takeOver } from "../../session/first-page.ts";
import { useMe } from "../../session/me.ts";
import { JumpPill } from "./JumpPill.tsx";
import { useMessageActions } from "./message/context.ts";
import { RowView } from "./RowView.tsx";
import type { Internal } from "./use-internal.ts";

type MessageListProps = {
  conversation: Conversation;
  view: ConversationView;
  internal: Internal | null;
  unreadAfter: number | null;
  /** Grows with every message that is written here: the list then shows it. */
  sent: number;
  /** Null until it stands where it opens. */
  onEnd: (atEnd: boolean | null) => void;
};

const pill = (unread: number, toNewest: () => void) => (
  <JumpPill unread={unread} onJump={toNewest} />
);

/** The log of a conversation, as this app draws it. */
export function MessageList(props: MessageListProps) {
  const { conversation, view, internal, unreadAfter, sent, onEnd } = props;
  const now = useNow();
  const { wanted, arrived, jumpTo } = useMessageActions();
  const subject = view.state?.case;
  const kind = useKind(subject?.kind);
  const own = useMe().id === subject?.customer.id;
  // Nobody has it yet: what its kind says to whoever waits says more.
  const waiting = own && subject.assignee === null ? kind?.texts.waiting : undefined;
  const [covered] = useState(isBehindFirstPage);
  const failed = useCallback(() => {
    jumpTo(null);
    toast(m.jump_failed());
  }, [jumpTo]);
  const draw = (row: Row, older: Older) => (
    <RowView
      row={row}
      view={view}
      now={now}
      conversation={conversation}
      internal={internal}
      older={older}
    />
  );
  return (
    <div className="relative min-h-0 flex-1">
      <MessageLog
        conversation={conversation}
        view={view}
        notes={internal?.view.messages}
        unreadAfter={unreadAfter}
        sent={sent}
        onEnd={onEnd}
        covered={covered}
        onOpen={takeOver}
        jump={{ wanted, arrived, failed }}
        label={m.conversation_log()}
        className="flex h-full flex-col overflow-y-auto overscroll-contain px-3 pb-2 [overflow-anchor:none] focus-visible:outline-offset-[-2px] tablet:px-5"
        rowClassName="mx-auto w-full max-w-208"
        draw={draw}
        empty={
          <p className="mx-auto max-w-80 pb-6 text-center text-15 text-pretty text-ink-2">
            {waiting ? inLanguage(waiting) : m.conversation_empty()}
          </p>
        }
        pill={pill}
        atFoot={import.meta.env.SSR}
      />
    </div>
  );
}
