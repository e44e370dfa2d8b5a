import { useReadable } from "@relais/react";
import { m } from "../../catalogue/index.ts";
import { Spinner } from "../../design/Spinner.tsx";
import { byLink } from "../../session/guest.ts";
import { Ended } from "./Ended.tsx";
import { GuestConversation } from "./GuestConversation.tsx";
import { useVisit } from "./use-visit.ts";
import { Visiting } from "./Visiting.tsx";

/** `/suivi/:token`: the customer's link. Their one conversation, without an account. */
export function Guest({ token }: { token: string | undefined }) {
  const { opening, again } = useVisit(token);
  const session = useReadable(byLink.session.state);
  if (opening.at === "opening") {
    return (
      <main className="grid h-dvh place-items-center text-ink-2">
        <span className="appear-late flex items-center gap-2.5 text-15">
          <Spinner />
          {m.guest_opening()}
        </span>
      </main>
    );
  }
  if (opening.at === "problem") return <Ended problem={opening.problem} again={again} />;
  if (session.status === "signed_out") return <Ended problem="again" again={again} />;
  return (
    <Visiting
      key={session.user.id}
      place={byLink}
      me={session.user}
      visit={opening.visit}
      ended={<Ended problem="revoked" again={() => {}} />}
    >
      {(visit) => <GuestConversation visit={visit} />}
    </Visiting>
  );
}
