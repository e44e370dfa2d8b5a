import { CaseList, Conversation } from "@relais/react";
import type { CaseView } from "@relais/client";
import { useState } from "react";
import { look } from "../look.ts";

/** The list, and beside it the conversation of the case that was chosen. */
export function CaseListPage() {
  const [chosen, setChosen] = useState<CaseView | null>(null);
  return (
    <div className="beside">
      <CaseList {...look} chosen={chosen?.id ?? null} onOpen={setChosen} />
      {chosen !== null && chosen.conversation_id !== null && (
        <Conversation id={chosen.conversation_id} {...look} />
      )}
    </div>
  );
}
