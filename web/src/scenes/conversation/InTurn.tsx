import { type ReactNode, useEffect, useState } from "react";
import { dress, isBehindFirstPage } from "../../session/first-page.ts";

/**
 * A part of a screen that is drawn behind the server's page: some turns after the rest, because nobody waits for it
 * and one long piece of work would keep a slow phone from everything else. Without such a page it is drawn at once.
 */
export function InTurn({ turns, children }: { turns: number; children: ReactNode }) {
  const [left, setLeft] = useState(() => (isBehindFirstPage() ? turns : 0));
  useEffect(() => {
    if (left === 0) return;
    // What is drawn next is measured as it will be seen.
    dress();
    const timer = setTimeout(() => setLeft(left - 1));
    return () => clearTimeout(timer);
  }, [left]);
  return left === 0 ? children : null;
}
