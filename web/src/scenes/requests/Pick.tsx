import { firstName } from "@relais/react/headless";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { MessagesSquare } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { useSection } from "../shell/section.ts";

/** The middle of a desk before anything was chosen. */
export function Pick() {
  const me = useMe();
  const { status, cases } = useCaseList();
  const empty = status === "ready" && cases.length === 0;
  const { section } = useSection(me);
  const text =
    me.role === "customer"
      ? m.requests_pick_text()
      : section === "chat" || section === "messages"
        ? m.desk_pick_text()
        : m.requests_pick_text_worker();
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon={MessagesSquare}
        title={m.requests_pick_title({ name: firstName(me.full_name) })}
        text={empty ? m.requests_pick_text_empty() : text}
      />
    </div>
  );
}
