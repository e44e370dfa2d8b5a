import { type CaseView, type Client, NetworkError } from "@relais/client";
import { useClient } from "@relais/react";
import { kindOf } from "@relais/react/headless";
import { CloudOff, FileQuestion, Lock } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { ConversationSkeleton } from "../../design/Skeleton.tsx";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { opensWhenTaken } from "../../kind/kind.ts";
import { Link } from "../../navigation/Link.tsx";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { isEarlyCase } from "../../session/early.ts";
import { useMe } from "../../session/me.ts";
import { PageHeader } from "../shell/PageHeader.tsx";
import { WaitingSteps } from "../steps/WaitingSteps.tsx";
import { Conversation } from "./Conversation.tsx";
import { WaitingRoom } from "./WaitingRoom.tsx";

const CaseRooms = lazy(async () => ({ default: (await import("./CaseRooms.tsx")).CaseRooms }));
const UnsentIn = lazy(async () => ({ default: (await import("./Unsent.tsx")).UnsentIn }));

type Found = { id: string; case: CaseView | null; problem: "missing" | "network" | null };

async function ask(client: Client, id: string): Promise<Found> {
  try {
    return { id, case: await client.http.getCase(id), problem: null };
  } catch (error) {
    return { id, case: null, problem: error instanceof NetworkError ? "network" : "missing" };
  }
}

/** The case in the address: from the live list, or asked for where the list does not hold it. */
function useCase(id: string) {
  const client = useClient();
  const { status, cases } = useCaseList();
  const listed = cases.find((one) => one.id === id) ?? null;
  const [found, setFound] = useState<Found>({ id, case: null, problem: null });
  const unlisted = listed === null && (status === "ready" || isEarlyCase(id));
  useEffect(() => {
    if (!unlisted) return;
    let live = true;
    const load = async () => {
      const answer = await ask(client, id);
      if (live) setFound(answer);
    };
    void load();
    return () => {
      live = false;
    };
  }, [client, id, unlisted]);
  // It was in the list a moment ago, and is somebody else's now.
  const [left, setLeft] = useState<{ id: string; talk: string | null } | null>(null);
  const talk = listed?.conversation_id ?? null;
  if (listed !== null && (left?.id !== id || left.talk !== talk)) setLeft({ id, talk });
  const own = found.id === id ? found : { case: null, problem: null };
  return {
    subject: listed ?? own.case,
    problem: listed ? null : own.problem,
    left: left?.id === id ? left.talk : null,
    again: async () => setFound(await ask(client, id)),
  };
}

/** `/communication/:requestId`: the conversation of a case, or what there is before it begins. */
export function Communication({ requestId }: { requestId: string }) {
  const { subject, problem, left, again } = useCase(requestId);
  const kinds = useKinds();
  const me = useMe();
  const kind = kindOf(kinds, subject?.kind ?? "");
  if (subject?.conversation_id && !opensWhenTaken(kind, subject, me)) {
    return (
      <Conversation key={subject.conversation_id} id={subject.conversation_id} subject={subject} />
    );
  }
  if (subject?.assignee && kind?.has_rooms) {
    return (
      <Suspense fallback={<ConversationSkeleton />}>
        <CaseRooms key={subject.id} subject={subject} worker={subject.assignee} />
      </Suspense>
    );
  }
  if (subject) return <WaitingRoom key={subject.id} subject={subject} />;
  return (
    <>
      <PageHeader>
        <span />
      </PageHeader>
      <div className="grid min-h-0 flex-1 content-center justify-items-center overflow-y-auto">
        {problem === "missing" && (
          <EmptyState
            icon={left === null ? FileQuestion : Lock}
            level={1}
            title={left === null ? m.case_not_found_title() : m.case_left_title()}
            text={left === null ? m.case_not_found_text() : m.case_left_text()}
          >
            <Link to="/" className={buttonClasses("primary", true)}>
              {m.action_home()}
            </Link>
          </EmptyState>
        )}
        {problem === "missing" && (
          <div className="w-full max-w-100 px-6 pb-6 empty:hidden">
            <WaitingSteps caseId={requestId} />
          </div>
        )}
        {problem === "missing" && left !== null && (
          <Suspense>
            <UnsentIn id={left} />
          </Suspense>
        )}
        {problem === "network" && (
          <EmptyState
            icon={CloudOff}
            level={1}
            title={m.conversation_offline_title()}
            text={m.conversation_offline_text()}
          >
            <Button wide onClick={() => void again()}>
              {m.action_retry()}
            </Button>
          </EmptyState>
        )}
        {!problem && (
          <div className="h-full w-full">
            <ConversationSkeleton />
          </div>
        )}
      </div>
    </>
  );
}
