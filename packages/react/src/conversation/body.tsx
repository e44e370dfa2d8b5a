import type { ConnectionState } from "@relais/client";
import { CloudOff, Lock, type LucideIcon } from "lucide-react";
import { useCallback } from "react";
import { MessageLog, type Older } from "../log/message-log.tsx";
import type { Row } from "../log/rows.ts";
import type { Jump } from "../log/use-jump.ts";
import { useConnection } from "../use-connection.ts";
import { useHere } from "./context.ts";
import { JumpPill } from "./jump-pill.tsx";
import { RowView } from "./row-view.tsx";

type BodyProps = {
  /** What waits to be read was brought: the list may open there. */
  opens: boolean;
  unreadAfter: number | null;
  sent: number;
  onEnd: (atEnd: boolean | null) => void;
  jump: Jump;
};

/** What was said; or why it cannot be read. */
export function Body({ opens, unreadAfter, sent, onEnd, jump }: BodyProps) {
  const { conversation, say, view } = useHere();
  const unreachable = isUnreachable(useConnection());
  const draw = useCallback((row: Row, older: Older) => <RowView row={row} older={older} />, []);
  if (view.status === "refused") {
    return (
      <Sentence
        icon={Lock}
        title={say("refused")}
        text={view.refusal?.message ?? say("refused_text")}
      />
    );
  }
  if (view.status === "loading" && view.messages.length === 0) {
    if (unreachable) {
      return <Sentence icon={CloudOff} title={say("unreachable")} text={say("unreachable_text")} />;
    }
    return <Loading />;
  }
  if (view.state !== null && !opens) return <Loading />;
  return (
    <div className="relais-body">
      <MessageLog
        conversation={conversation}
        view={view}
        unreadAfter={unreadAfter}
        sent={sent}
        onEnd={onEnd}
        jump={jump}
        label={say("log")}
        className="relais-log"
        rowClassName="relais-log-row"
        draw={draw}
        empty={<p className="relais-empty">{say("empty")}</p>}
        pill={pill}
      />
    </div>
  );
}

/** A first attempt is under way, or will be: that is waiting, and no news. */
function isUnreachable(connection: ConnectionState): boolean {
  if (connection.status === "connected") return false;
  return connection.code !== "not_started" && connection.code !== "first";
}

const pill = (unread: number, toNewest: () => void) => (
  <JumpPill unread={unread} onJump={toNewest} />
);

/** The shape of messages; a sentence for whoever listens. */
function Loading() {
  const { say } = useHere();
  return (
    <div className="relais-body relais-loading" aria-busy="true">
      <p className="relais-hidden">{say("loading")}</p>
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
    </div>
  );
}

type SentenceProps = { icon: LucideIcon; title: string; text: string };

function Sentence({ icon: Icon, title, text }: SentenceProps) {
  return (
    <div className="relais-body relais-sentence" role="alert">
      <Icon size={28} strokeWidth={1.75} aria-hidden="true" />
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  );
}
