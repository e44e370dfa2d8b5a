import { useCaseList } from "../../session/CasesProvider.tsx";
import { byActivity } from "../../kind/activity.ts";
import { CasesGate } from "../requests/CasesGate.tsx";
import { ListFrame } from "../shell/ListFrame.tsx";
import { m } from "../../catalogue/index.ts";
import { DeskRow } from "./DeskRow.tsx";

/** `/chat`: the list of the desk, beside the conversation and its case. */
export function Desk() {
  const { counters } = useCaseList();
  return (
    <ListFrame title={m.desk_title()}>
      <CasesGate>
        {(cases) => (
          <ul className="-mx-3 flex flex-col">
            {[...cases].sort(byActivity(counters)).map((one) => (
              <DeskRow key={one.id} subject={one} counter={counters[one.conversation_id ?? ""]} />
            ))}
          </ul>
        )}
      </CasesGate>
    </ListFrame>
  );
}
