import { useConversation } from "@relais/react";
import { ArrowLeft } from "lucide-react";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { LiveShares } from "./LiveShares.tsx";

/** `/communication/:requestId/suivi`: one map, as large as the screen allows. */
export function RequestTracking({ requestId }: { requestId: string }) {
  const { cases } = useCaseList();
  const subject = cases.find(({ id }) => id === requestId);
  return (
    <>
      <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line px-2">
        <Link
          to={caseAddress(requestId)}
          aria-label={m.position_back()}
          title={m.position_back()}
          className="grid size-11 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-sunken"
        >
          <ArrowLeft size={22} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
        <h1 className="min-w-0 flex-1 truncate text-17">
          {subject ? m.position_page({ title: subject.title }) : m.position_follow()}
        </h1>
      </header>
      {subject?.conversation_id && <Followed id={subject.conversation_id} subject={subject} />}
    </>
  );
}

type FollowedProps = { id: string; subject: Parameters<typeof LiveShares>[0]["subject"] };

function Followed({ id, subject }: FollowedProps) {
  const { view } = useConversation(id);
  return <LiveShares id={id} subject={subject} view={view} onPage />;
}
