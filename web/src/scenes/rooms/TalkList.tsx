import { byActivity, counterOf } from "@relais/react/headless";
import { MessagesSquare } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { useTalkKinds } from "../../kind/use-main-kind.ts";
import { useMe } from "../../session/me.ts";
import { CaseGroup } from "../requests/CaseGroup.tsx";
import { CasesGate } from "../requests/CasesGate.tsx";
import { ListFrame } from "../shell/ListFrame.tsx";
import { isNamed } from "./other-of.ts";
import { TalkCard } from "./TalkCard.tsx";

/** `/app/messages`, `/garage/messages`: whom one writes with, the newest first, found by name. */
export function TalkList() {
  const me = useMe();
  const talks = useTalkKinds();
  const [words, setWords] = useState("");
  return (
    <ListFrame title={m.rooms_title()}>
      <div className="flex flex-col gap-3">
        <input
          type="search"
          value={words}
          onChange={({ target }) => setWords(target.value)}
          aria-label={m.talks_search()}
          placeholder={m.talks_search()}
          className="min-h-11 w-full rounded-control border border-line bg-surface px-3 text-17 desk:text-15"
        />
        <CasesGate>
          {(cases, counters) => {
            const shown = cases
              .filter((one) => talks.includes(one.kind) && isNamed(one, me.id, words))
              .sort(byActivity(counters));
            return shown.length === 0 ? (
              <EmptyState
                icon={MessagesSquare}
                title={m.rooms_empty_title()}
                text={words === "" ? m.talks_empty_text() : m.talks_none_text()}
              />
            ) : (
              <CaseGroup>
                {shown.map((one) => (
                  <TalkCard key={one.id} talk={one} counter={counterOf(one, counters)} />
                ))}
              </CaseGroup>
            );
          }}
        </CasesGate>
      </div>
    </ListFrame>
  );
}
