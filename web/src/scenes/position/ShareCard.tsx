import type { CaseView, ConversationView } from "@relais/client";
import type { ShownShare } from "@relais/react";
import { LocateFixed, Map as MapIcon } from "lucide-react";
import { trackingAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { buttonClasses } from "../../design/Button.tsx";
import { useNarrow } from "../../session/media.ts";
import { ShareActions } from "./ShareActions.tsx";
import { useShareFacts } from "./use-share-facts.ts";

type ShareCardProps = {
  /** Of the conversation. */
  id: string;
  shown: ShownShare;
  subject: CaseView;
  view: ConversationView;
};

/** In the conversation: somebody shows where they are, how far, when they come, how old that is. */
export function ShareCard({ id, shown, subject, view }: ShareCardProps) {
  const narrow = useNarrow();
  const { whose, arrival, facts } = useShareFacts(id, shown, view, narrow);
  return (
    <section
      aria-label={m.position_card()}
      className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2"
    >
      <LocateFixed
        size={20}
        strokeWidth={1.75}
        aria-hidden="true"
        className="shrink-0 text-ochre-ink"
      />
      <div className="min-w-0 flex-1 basis-36">
        <p className="figures text-15 font-semibold">{shown.mine || !arrival ? whose : arrival}</p>
        <p className="figures text-13 text-ink-2" data-position-facts="">
          {shown.mine && arrival ? `${arrival} · ${facts}` : facts}
        </p>
      </div>
      <div className="ms-auto flex items-center gap-1 empty:hidden">
        {shown.latest && (
          <Link
            to={trackingAddress(subject.id)}
            aria-label={m.position_follow()}
            className={`${buttonClasses("plain")} px-3`}
          >
            <MapIcon size={18} strokeWidth={1.75} aria-hidden="true" />
            <span className={shown.mine ? "max-tablet:hidden" : "max-[359px]:hidden"}>
              {m.position_follow()}
            </span>
          </Link>
        )}
        <ShareActions id={id} shown={shown} />
      </div>
    </section>
  );
}
