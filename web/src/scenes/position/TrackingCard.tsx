import type { CaseView, ConversationView } from "@relais/client";
import type { ShownShare } from "@relais/react";
import { MessageCircle } from "lucide-react";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { buttonClasses } from "../../design/Button.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";
import { ShareActions } from "./ShareActions.tsx";
import { useShareFacts } from "./use-share-facts.ts";

type TrackingCardProps = {
  /** Of the conversation. */
  id: string;
  shown: ShownShare;
  subject: CaseView;
  view: ConversationView;
};

/** Over the map: when they arrive, how sure that is, who they are, and how to reach them. */
export function TrackingCard({ id, shown, subject, view }: TrackingCardProps) {
  const { share, mine } = shown;
  const { whose, arrival, facts } = useShareFacts(id, shown, view);
  const person = view.state?.participants.find((one) => one.id === share.user_id);
  const role = useRoleTitle(person?.role ?? "worker", subject.kind);
  return (
    <section
      aria-label={m.position_card()}
      className="rise flex shrink-0 flex-col gap-3 rounded-bubble bg-surface p-4 shadow-float"
    >
      <div>
        <p className="figures text-26 leading-tight font-semibold text-balance">
          {mine || !arrival ? whose : arrival}
        </p>
        <p className="figures mt-1 text-15 text-balance text-ink-2" data-position-facts="">
          {mine && arrival ? `${arrival} · ${facts}` : facts}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
        <Avatar id={share.user_id} name={person?.full_name ?? ""} />
        <div className="min-w-0 flex-1 basis-32">
          <p className="truncate text-15 font-semibold">{person?.full_name}</p>
          <p className="truncate text-13 text-ink-2">{role}</p>
        </div>
        <div className="ms-auto flex items-center gap-3">
          {!mine && (
            <Link to={caseAddress(subject.id)} className={buttonClasses("quiet")}>
              <MessageCircle size={18} strokeWidth={1.75} aria-hidden="true" />
              {m.position_write()}
            </Link>
          )}
          <ShareActions id={id} shown={shown} />
        </div>
      </div>
    </section>
  );
}
