import { byActivity, counterOf } from "@relais/react/headless";
import { ChevronRight } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { buttonClasses } from "../../design/Button.tsx";
import { useTalkKinds } from "../../kind/use-main-kind.ts";
import { Link } from "../../navigation/Link.tsx";
import { listAddress } from "../../navigation/lists.ts";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { useMe } from "../../session/me.ts";
import { CaseGroup } from "../requests/CaseGroup.tsx";
import { TalkCard } from "./TalkCard.tsx";

/** Of those who wait to be answered, as many as do not push the work away. */
const shownFirst = 3;

/** Above one's work: who wrote and was not read yet, and the way to all of them. */
export function NewTalks() {
  const me = useMe();
  const talks = useTalkKinds();
  const { cases, counters } = useCaseList();
  const waiting = cases
    .filter((one) => talks.includes(one.kind) && (counterOf(one, counters)?.unread ?? 0) > 0)
    .sort(byActivity(counters));
  return (
    <div className="flex flex-col gap-1">
      <CaseGroup title={m.talks_waiting()}>
        {waiting.slice(0, shownFirst).map((one) => (
          <TalkCard key={one.id} talk={one} counter={counterOf(one, counters)} />
        ))}
      </CaseGroup>
      <Link
        to={listAddress(me, "messages")}
        className={`${buttonClasses("plain", false)} -ms-4 self-start`}
      >
        {m.talks_all()}
        <ChevronRight
          size={18}
          strokeWidth={1.75}
          aria-hidden="true"
          className="rtl:-scale-x-100"
        />
      </Link>
    </div>
  );
}
