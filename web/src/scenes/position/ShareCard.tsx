import type { CaseView, ConversationView } from "@relais/client";
import { type ShownShare, usePositions } from "@relais/react";
import { LocateFixed, Map as MapIcon } from "lucide-react";
import { useState } from "react";
import { trackingAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { toast } from "../../design/Toast.tsx";
import { currentLanguage } from "../../format/language.ts";
import { firstName } from "../../format/person.ts";
import { clock } from "../../format/time.ts";
import { useNow } from "../../format/use-now.ts";
import { explain } from "../../session/refusal.ts";
import { ageText, arrivalText, distanceText } from "./words.ts";

type ShareCardProps = {
  /** Of the conversation. */
  id: string;
  shown: ShownShare;
  subject: CaseView;
  view: ConversationView;
  /** Where a whole page shows the map already, nothing leads to it. */
  onPage?: boolean;
};

/** Somebody shows where they are: how far, when they come, how old that is, and how to stop. */
export function ShareCard({ id, shown, subject, view, onPage = false }: ShareCardProps) {
  const { share, mine, latest } = shown;
  const { positions, sending } = usePositions(id);
  const now = useNow(5_000);
  const [busy, setBusy] = useState(false);
  const person = view.state?.participants.find((one) => one.id === share.user_id);
  const facts = latest && [
    latest.arrival && arrivalText(latest.arrival),
    latest.arrival && distanceText(latest.arrival.distance_m, currentLanguage()),
    m.position_accuracy({ metres: String(Math.round(latest.fix.accuracy_m)) }),
    ageText(latest.measured_at, now),
  ];

  async function stop() {
    setBusy(true);
    try {
      await positions.stop();
    } catch (error) {
      toast(explain(error));
    }
    setBusy(false);
  }

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
        <p className="text-15 font-semibold">
          {mine
            ? m.position_mine_until({ time: clock(share.ends_at) })
            : m.position_theirs({ name: firstName(person?.full_name ?? "") })}
        </p>
        <p className="figures text-13 text-ink-2" data-position-facts="">
          {mine && sending === "denied"
            ? m.new_position_denied()
            : (facts?.filter(Boolean).join(" · ") ?? m.position_searching())}
        </p>
      </div>
      {mine && sending === "off" && (
        <Button look="plain" className="px-3" onClick={() => positions.resume()}>
          {m.position_resume()}
        </Button>
      )}
      {!onPage && latest && (
        <Link to={trackingAddress(subject.id)} className={`${buttonClasses("plain")} px-3`}>
          <MapIcon size={18} strokeWidth={1.75} aria-hidden="true" />
          {m.position_follow()}
        </Link>
      )}
      {mine && (
        <Button look="danger" busy={busy} onClick={() => void stop()}>
          {m.position_stop()}
        </Button>
      )}
    </section>
  );
}
