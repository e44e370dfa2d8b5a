import type { CaseView, KindView } from "@relais/client";
import { kindOf, takesPlaceAt } from "@relais/react/headless";

/** What takes place soonest first, then what has no hour, as it was. */
export function byHour(kinds: readonly KindView[]): (a: CaseView, b: CaseView) => number {
  const hour = (one: CaseView) =>
    Date.parse(takesPlaceAt(kindOf(kinds, one.kind), one) ?? "") || Number.MAX_SAFE_INTEGER;
  return (a, b) => hour(a) - hour(b);
}
