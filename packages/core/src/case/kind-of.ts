import type { CaseView } from "@relais/protocol";
import type { Core } from "../core.ts";
import type { Kind } from "../kinds/kind.ts";

/** The declaration that a stored case follows. A kind whose file was removed is a mistake of ours. */
export function kindOf(core: Core, theCase: Pick<CaseView, "kind">): Kind {
  const kind = core.kinds.get(theCase.kind);
  if (kind === undefined) throw new Error(`no kind is declared under the name ${theCase.kind}`);
  return kind;
}
