import type { CaseView, ConversationView, Person } from "@relais/client";
import { isObserving } from "@relais/react/headless";
import { Info } from "lucide-react";
import { Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar, NobodyYet } from "../../design/Avatar.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { useDesk } from "../../session/media.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { CasePanel } from "../case/later.tsx";
import { usePresence } from "../case/use-presence.ts";
import { LinkButton } from "../guest/LinkButton.tsx";
import { SearchButton } from "../search/SearchButton.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";

type ConversationHeaderProps = {
  subject: CaseView;
  view: ConversationView;
  other?: Person | undefined;
};

/** The other person first; everything about the case is one tap away. */
export function ConversationHeader({ subject, view, other: given }: ConversationHeaderProps) {
  const me = useMe();
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const usual =
    subject.customer.id === me.id && subject.assignee ? subject.assignee : subject.customer;
  const other = given ?? usual;
  // Whoever asked and has nobody yet speaks with the organization, not with themselves.
  const alone = other.id === me.id;
  const role = useRoleTitle(other.role, subject.kind);
  const observing = isObserving(view, useKind(subject.kind), me);
  const presence = usePresence(view, other.id);
  const typing = view.typing.includes(other.id);
  const recording = view.recording.includes(other.id);
  const there = recording ? m.recording_short() : typing ? m.typing_short() : presence.text;
  return (
    <PageHeader>
      <div className="flex min-w-0 flex-1 items-center gap-3">
        {alone ? (
          <NobodyYet />
        ) : (
          <Avatar id={other.id} name={other.full_name} online={presence.online} />
        )}
        <div className="min-w-0 flex-1 py-1.5">
          <h1 className="line-clamp-2 text-17 wrap-anywhere">
            {alone ? me.organization.name : other.full_name}
          </h1>
          {alone ? (
            <p className="truncate text-13 text-ink-2">{m.guest_nobody_yet()}</p>
          ) : (
            <p className="truncate text-13 text-ink-2">
              {/* Where both do not fit, what they do now says more. */}
              <span className={there ? "max-[400px]:hidden" : undefined}>
                {observing && subject.assignee
                  ? m.conversation_between({ name: subject.assignee.full_name })
                  : role}
                {there && " · "}
              </span>
              {there && (
                <span className={typing ? "font-semibold text-brand" : undefined}>{there}</span>
              )}
            </p>
          )}
        </div>
        <span className="flex shrink-0 items-center">
          {subject.conversation_id && <SearchButton conversationId={subject.conversation_id} />}
          {subject.conversation_id && (
            <LinkButton conversationId={subject.conversation_id} at="header" />
          )}
          {!desk && (
            <IconButton icon={Info} label={m.case_details()} onClick={() => setOpen(true)} />
          )}
        </span>
      </div>
      <Sheet open={open && !desk} onOpenChange={setOpen} title={m.case_details()}>
        <Suspense>
          <CasePanel subject={subject} view={view} onLeave={() => setOpen(false)} />
        </Suspense>
      </Sheet>
    </PageHeader>
  );
}
