import { type CaseView, RelaisError } from "@relais/client";
import { useEffect, useState } from "react";
import { useCases } from "../use-cases.ts";
import { useClient } from "../use-client.ts";
import { useConnection } from "../use-connection.ts";

/** A case as it stands, live while it is in the viewer's list; `refused`: they may not see it, or there is none. */
export function useCase(id: string): CaseView | "refused" | null {
  const { http } = useClient();
  const { status, cases } = useCases();
  const connection = useConnection();
  const [asked, setAsked] = useState<{ id: string; answer: CaseView | "refused" } | null>(null);
  const listed = cases.find((one) => one.id === id);
  const unlisted = status === "ready" && listed === undefined;
  useEffect(() => {
    if (!unlisted) return;
    let live = true;
    const ask = async () => {
      try {
        const answer = await http.getCase(id);
        if (live) setAsked({ id, answer });
      } catch (error) {
        if (live && error instanceof RelaisError) setAsked({ id, answer: "refused" });
      }
    };
    void ask();
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new connection is a new chance
  }, [http, id, unlisted, connection.status]);
  return listed ?? (asked?.id === id ? asked.answer : null);
}
