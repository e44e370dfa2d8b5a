import type { Visit } from "@relais/client";
import { useConnection, useConversation } from "@relais/react";
import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ConversationSkeleton } from "../../design/Skeleton.tsx";
import { Conversation } from "../conversation/Conversation.tsx";
import { GuestHeader } from "./GuestHeader.tsx";
import { GuestStrip } from "./GuestStrip.tsx";
import { VisitPanel } from "../case/later.tsx";

type GuestConversationProps = {
  visit: Visit;
  /** What the page of somebody else's site adds. */
  around?: { close: ReactNode; link: ReactNode; below: ReactNode };
};

/** The conversation of a guest: who comes, where it stands, what is said. */
export function GuestConversation({ visit, around }: GuestConversationProps) {
  const { view } = useConversation(visit.conversation_id);
  const connection = useConnection();
  const subject = view.state?.case;
  if (subject === undefined) {
    const offline = connection.status === "connecting" && connection.code === "offline";
    return offline ? (
      <div className="grid h-full place-items-center">
        <EmptyState
          icon={CloudOff}
          level={1}
          title={m.guest_offline_title()}
          text={m.conversation_offline_text()}
        />
      </div>
    ) : (
      <ConversationSkeleton />
    );
  }
  const panel = (
    <>
      <VisitPanel visit={visit} subject={subject} />
      {around?.link}
    </>
  );
  return (
    <Conversation
      id={visit.conversation_id}
      subject={subject}
      around={{
        header: (
          <GuestHeader visit={visit} subject={subject} view={view} panel={panel}>
            {around?.close}
          </GuestHeader>
        ),
        strip: (
          <>
            <GuestStrip subject={subject} />
            {around?.below}
          </>
        ),
        panel,
      }}
    />
  );
}
