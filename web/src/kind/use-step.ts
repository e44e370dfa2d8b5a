import type { CaseView } from "@relais/client";
import { useClient } from "@relais/react";
import { useState } from "react";
import { toast } from "../design/Toast.tsx";
import { explain, refusalIn } from "../session/refusal.ts";
import { useMe } from "../session/SignedIn.tsx";
import { isAcceptance, type Transition } from "./kind.ts";

/**
 * Takes a step of a case. The new state comes by the live list; `working` names the step under way.
 * A refusal is said calmly; `taken` tells that a colleague was faster.
 */
export function useStep(subject: CaseView) {
  const client = useClient();
  const me = useMe();
  const [working, setWorking] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);

  async function take(step: Transition): Promise<CaseView | null> {
    setWorking(step.to);
    try {
      return isAcceptance(step, subject, me)
        ? await client.http.acceptCase(subject.id)
        : await client.http.changeStatus(subject.id, step.to);
    } catch (error) {
      // Who has it is said outside of the card: the live list takes that away, often before this answer.
      toast(explain(error));
      if (refusalIn(error)?.code === "already_taken") setTaken(true);
      return null;
    } finally {
      setWorking(null);
    }
  }

  return { take, working, taken };
}
