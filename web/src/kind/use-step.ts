import type { CaseView } from "@relais/client";
import { useClient } from "@relais/react";
import { useState } from "react";
import { m } from "../catalogue/index.ts";
import { toast } from "../design/Toast.tsx";
import { explain, refusalIn } from "../session/refusal.ts";
import { useMe } from "../session/SignedIn.tsx";
import { isAcceptance, type Transition } from "./kind.ts";

/**
 * Takes a step of a case: shown at once, it waits for the network where there is none. Only taking the case itself needs it:
 * `working` names that step while it is under way, a refusal is said calmly, and `taken` tells that a colleague was faster.
 */
export function useStep(subject: CaseView) {
  const client = useClient();
  const me = useMe();
  const [working, setWorking] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);

  async function take(step: Transition): Promise<CaseView | null> {
    if (!isAcceptance(step, subject, me)) {
      client.statuses.change(subject, step.to);
      return subject;
    }
    setWorking(step.to);
    try {
      return await client.http.acceptCase(subject.id);
    } catch (error) {
      // Who has it is said outside of the card: the live list takes that away, often before this answer.
      toast(explain(error, m.step_taking_network()));
      if (refusalIn(error)?.code === "already_taken") setTaken(true);
      return null;
    } finally {
      setWorking(null);
    }
  }

  return { take, working, taken };
}
