import type { Refusal } from "@relais/client";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { waitingTime } from "../../format/time.ts";
import { explain, refusalIn } from "../../session/refusal.ts";
import { session } from "../../session/session.ts";

export type SignInAttempt = {
  /** The address under way; null when nothing is. */
  working: string | null;
  error: string | null;
  run: (email: string, password: string) => Promise<void>;
};

/** A locked account says how long it stays locked, rather than only « later ». */
function sentenceFor(refusal: Refusal | null, error: unknown): string {
  if (refusal?.code === "account_locked" && refusal.retry_after_ms !== undefined) {
    return m.sign_in_locked({ wait: waitingTime(refusal.retry_after_ms) });
  }
  return explain(error, m.sign_in_unreachable());
}

/** Signs in, once at a time. On success the page moves on by itself, as the session changes. */
export function useSignIn(): SignInAttempt {
  const [working, setWorking] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const run = useCallback(async (email: string, password: string) => {
    setWorking(email);
    setError(null);
    try {
      await session.signIn(email, password);
    } catch (failure) {
      setError(sentenceFor(refusalIn(failure), failure));
    } finally {
      setWorking(null);
    }
  }, []);
  return { working, error, run };
}
