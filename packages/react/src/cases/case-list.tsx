import type { CaseView } from "@relais/client";
import { byActivity, counterOf } from "../kind/activity.ts";
import { hasEnded, kindOf } from "../kind/kind.ts";
import { type PartProps, usePart } from "../part.ts";
import { useCases } from "../use-cases.ts";
import { useConnection } from "../use-connection.ts";
import { useKinds } from "../use-kinds.ts";
import { CaseCard, type Cards } from "./case-card.tsx";
import { catalogue, type WordKey } from "./words.ts";

export type CaseListProps = PartProps & {
  /** The id of the case that is open beside the list, if one is. */
  chosen?: string | null;
  /** Called when a case is chosen. */
  onOpen?: (subject: CaseView) => void;
};

/**
 * The viewer's cases: what is under way first, with what was said last and how much waits to be read, live. Below a
 * `RelaisProvider`, with `cases.css`.
 */
export function CaseList({ chosen = null, onOpen, ...props }: CaseListProps) {
  const { language, say, frame } = usePart<WordKey>("cases", catalogue, props);
  const { status, cases, counters } = useCases();
  const connection = useConnection();
  const kinds = useKinds();
  const ordered = [...cases].sort(byActivity(counters));
  const ended = (one: CaseView) => hasEnded(kindOf(kinds, one.kind), one);
  const cards: Cards = { language, say, kinds, chosen, onOpen };
  const groups = [
    { name: say("active"), cases: ordered.filter((one) => !ended(one)) },
    { name: say("past"), cases: ordered.filter(ended) },
  ];
  return (
    <section aria-label={say("cases")} {...frame} aria-busy={status === "loading"}>
      <h2 className="relais-title">{say("cases")}</h2>
      {status === "loading" && (
        <p className="relais-quiet">
          {say(connection.status === "connected" ? "loading" : "unreachable")}
        </p>
      )}
      {status === "ready" && cases.length === 0 && <p className="relais-quiet">{say("empty")}</p>}
      {groups.map(
        (group) =>
          group.cases.length > 0 && (
            <div key={group.name}>
              <h3>{group.name}</h3>
              <ul>
                {group.cases.map((one) => (
                  <CaseCard
                    key={one.id}
                    subject={one}
                    counter={counterOf(one, counters)}
                    cards={cards}
                  />
                ))}
              </ul>
            </div>
          ),
      )}
    </section>
  );
}
