import { type CaseView, type Person, withStatuses } from "@relais/client";
import { mayWriteWhileGuided } from "@relais/protocol";
import { useClient, useConnection, useConversation, useReadable } from "@relais/react";
import {
  hasEnded,
  isClosed,
  isObserving,
  partOf,
  useFocused,
  useOpening,
  useUnreadLine,
} from "@relais/react/headless";
import { CloudOff, Eye, Lock, type LucideIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ConversationSkeleton } from "../../design/Skeleton.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { useDesk } from "../../session/media.ts";
import { CasePanel } from "../case/later.tsx";
import { StillWaiting } from "../../first-page/StillWaiting.tsx";
import { GuidedNotice } from "../guidance/GuidedNotice.tsx";
import { GuideBar, GuidedScreen } from "../guidance/later.tsx";
import { usePlace } from "../../navigation/place.ts";
import { RatingCard } from "../rating/later.tsx";
import { ReopenCard } from "../reopening/later.tsx";
import { useMe } from "../../session/me.ts";
import { PushOffer } from "../settings/later.tsx";
import { LiveShares } from "../position/LiveShares.tsx";
import { Announcer } from "./Announcer.tsx";
import { Composer } from "./Composer.tsx";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { InTurn } from "./InTurn.tsx";
import { InternalProvider } from "./InternalProvider.tsx";
import { MessageProvider } from "./message/MessageProvider.tsx";
import { MessageList } from "./MessageList.tsx";
import { StateStrip } from "./StateStrip.tsx";
import { useInternal } from "./use-internal.ts";
import { Writing } from "./Writing.tsx";

const Unsent = lazy(async () => ({ default: (await import("./Unsent.tsx")).Unsent }));

const anyStep = "any";

type ConversationProps = {
  id: string;
  subject: CaseView;
  /** Whom one speaks with, where each person of the case has a conversation of their own. */
  other?: Person;
  /** What a guest has around it instead. */
  around?: { header: ReactNode; strip: ReactNode; panel: ReactNode };
};

/** Two people and a case: who, where it stands, what was said, and where one writes. */
export function Conversation({ id, subject: listed, other, around }: ConversationProps) {
  const { conversation, view } = useConversation(id);
  const connection = useConnection();
  const focused = useFocused();
  const desk = useDesk();
  // Whoever comes to a message that a search found looks at the conversation first.
  const sought = usePlace().message !== undefined;
  const opening = useOpening(conversation, view, sought);
  // The list and the conversation hear of a change one after the other: the newer one is true.
  const inside = view.state?.case;
  const steps = useReadable(useClient().statuses.changes);
  const subject = withStatuses(
    inside && inside.revision > listed.revision ? inside : listed,
    steps,
  );
  const kind = useKind(subject.kind);
  const me = useMe();
  const caughtUp = focused && opening.atEnd === true && view.status === "ready";
  const line = useUnreadLine(view, caughtUp, opening.judge);
  const newest = view.state?.last_number ?? 0;

  useEffect(() => {
    if (caughtUp && newest > 0) conversation.markRead();
  }, [caughtUp, newest, conversation]);

  const internal = useInternal(view);
  const newestNote = internal?.view.state?.last_number ?? 0;
  useEffect(() => {
    if (caughtUp && newestNote > 0) internal?.conversation.markRead();
  }, [caughtUp, newestNote, internal?.conversation]);

  const [sent, setSent] = useState(0);
  const onSent = () => {
    line.clear();
    setSent((count) => count + 1);
  };
  const canWrite =
    view.status !== "refused" && !isClosed(kind, subject) && !isObserving(view, kind, me);
  const part = partOf(view);
  const guided = part?.as === "guided" && !isClosed(kind, subject) ? part.guidance : null;
  // A new step comes to the front by itself, whatever was looked at before.
  const stepId = guided?.steps.at(-1)?.id ?? guided?.id ?? null;
  const [aside, setAside] = useState<string | null>(sought ? anyStep : null);
  if (aside === anyStep && stepId !== null) setAside(stepId);
  const empty = view.status === "loading" && view.messages.length === 0;
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {around?.header ?? <ConversationHeader subject={subject} view={view} other={other} />}
        {around?.strip ?? <StateStrip subject={subject} />}
        <Announcer view={view} />
        <LiveShares id={id} subject={subject} view={view} />
        <InternalProvider internal={internal}>
          <MessageProvider conversation={conversation} view={view} canWrite={canWrite}>
            {view.status === "refused" ? (
              <div className="grid min-h-0 flex-1 content-center overflow-y-auto">
                <EmptyState
                  icon={Lock}
                  title={m.conversation_refused_title()}
                  text={view.refusal?.message ?? m.case_not_found_text()}
                />
                <Suspense>
                  <Unsent conversation={conversation} view={view} />
                </Suspense>
              </div>
            ) : empty && connection.status !== "connected" && connection.status !== "connecting" ? (
              <Unreachable />
            ) : empty || (view.state !== null && !opening.isOpen) ? (
              <div className="min-h-0 flex-1">
                <Waiting offline={connection.status === "connecting"} />
              </div>
            ) : (
              // Named: the renderer takes parts of one kind for each other, and what is written would begin anew.
              <InTurn key="log" turns={2}>
                <MessageList
                  key={opening.turn}
                  conversation={conversation}
                  view={view}
                  internal={internal}
                  unreadAfter={line.after}
                  sent={sent}
                  onEnd={opening.onEnd}
                />
              </InTurn>
            )}
            {me.id === subject.customer.id && hasEnded(kind, subject) && (
              <Suspense>
                <RatingCard key={subject.id} subject={subject} />
              </Suspense>
            )}
            {subject.reopenable_until !== undefined && view.status !== "refused" && (
              <Suspense>
                <ReopenCard key={subject.reopenable_until} subject={subject} />
              </Suspense>
            )}
            {import.meta.env.SSR && (
              <StillWaiting late={m.first_page_late_link()} off={m.guest_no_script()} />
            )}
            {sent > 0 && (
              <Suspense>
                <PushOffer as="line" />
              </Suspense>
            )}
            {view.status !== "refused" && (
              <InTurn key="writing" turns={1}>
                <Writing
                  toCustomer={
                    isClosed(kind, subject) ? (
                      <InsteadOfWriting icon={Lock} text={m.conversation_closed()} />
                    ) : isObserving(view, kind, me) ? (
                      <InsteadOfWriting icon={Eye} text={m.conversation_observing()} />
                    ) : (
                      <>
                        {part?.as === "guide" && (
                          <Suspense>
                            <GuideBar
                              guidance={part.guidance}
                              conversation={conversation}
                              view={view}
                            />
                          </Suspense>
                        )}
                        {guided && <GuidedNotice onBack={() => setAside(null)} />}
                        {(!guided || mayWriteWhileGuided(guided)) && (
                          <Composer
                            conversation={conversation}
                            view={view}
                            subject={subject}
                            onSent={onSent}
                          />
                        )}
                        {guided && aside !== stepId && (
                          <Suspense>
                            <GuidedScreen
                              guidance={guided}
                              conversation={conversation}
                              view={view}
                              onConversation={() => setAside(stepId)}
                            />
                          </Suspense>
                        )}
                      </>
                    )
                  }
                  internal={internal}
                  subject={subject}
                  onSent={onSent}
                />
              </InTurn>
            )}
          </MessageProvider>
        </InternalProvider>
      </div>
      {/* The server knows no width: there the style decides. */}
      {(desk || import.meta.env.SSR) && (
        <aside
          aria-label={m.case_details()}
          className="hidden w-(--panel-width) shrink-0 overflow-y-auto border-s border-line p-5 desk:block"
        >
          <Suspense>{around?.panel ?? <CasePanel subject={subject} view={view} />}</Suspense>
        </aside>
      )}
    </div>
  );
}

/** Why there is nothing to write in, where one would write. */
function InsteadOfWriting({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <p className="flex shrink-0 items-center justify-center gap-2.5 border-t border-line px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-15 text-ink-2">
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <span className="text-pretty">{text}</span>
    </p>
  );
}

/** The shape of messages first; a sentence once the wait is long. */
function Waiting({ offline }: { offline: boolean }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 4_000);
    return () => clearTimeout(timer);
  }, []);
  return long && offline ? <Unreachable /> : <ConversationSkeleton />;
}

function Unreachable() {
  return (
    <div className="grid h-full min-h-0 flex-1 place-items-center">
      <EmptyState
        icon={CloudOff}
        title={m.conversation_offline_title()}
        text={m.conversation_offline_text()}
      />
    </div>
  );
}
