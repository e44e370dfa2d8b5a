import type { CaseView } from "@relais/client";
import { useClient, useReadable } from "@relais/react";
import { UnsentIn } from "../conversation/Unsent.tsx";

type UnsentElsewhereProps = { cases: readonly CaseView[] };

/**
 * What was refused in conversations of no case of the list, because their work went to somebody else: nothing leads to
 * them any more, and what one wrote is not lost without a word.
 */
export function UnsentElsewhere({ cases }: UnsentElsewhereProps) {
  const failedIn = useReadable(useClient().failedIn);
  const listed = new Set(
    cases.flatMap(({ conversation_id, rooms }) => [
      conversation_id,
      ...rooms.map((room) => room.conversation_id),
    ]),
  );
  return failedIn
    .filter((id) => !listed.has(id))
    .map((id) => <UnsentIn key={id} id={id} where="list" />);
}
