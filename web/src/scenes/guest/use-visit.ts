import { NetworkError, type Visit } from "@relais/client";
import { useReadable } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { byLink } from "../../session/guest.ts";
import { isBehindFirstPage } from "../../session/first-page.ts";
import { refusalIn } from "../../session/refusal.ts";

export type Problem =
  | "unknown"
  | "revoked"
  | "expired"
  | "suspended"
  | "again"
  | "network"
  | "failed";
export type Opening =
  | { at: "opening" }
  | { at: "open"; visit: Visit }
  | { at: "problem"; problem: Problem };

const problems: Record<string, Problem> = {
  link_unknown: "unknown",
  invalid_body: "unknown",
  link_revoked: "revoked",
  link_expired: "expired",
  organization_suspended: "suspended",
};

/** While the server's page is read nothing takes its place at once only because the network went. */
const patienceMs = [1_000, 2_000, 4_000, 8_000] as const;

async function openLink(token: string): Promise<Visit> {
  for (const pause of patienceMs) {
    try {
      return await byLink.session.openLink(token);
    } catch (error) {
      if (!(error instanceof NetworkError) || !isBehindFirstPage()) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return byLink.session.openLink(token);
}

/** One exchange a token, however often the page is drawn meanwhile. */
const exchanges = new Map<string, Promise<Opening>>();

async function exchange(token: string): Promise<Opening> {
  try {
    const visit = await openLink(token);
    byLink.keepVisit(visit);
    // From here on no address holds the token: not the history, nor what a page that is linked to is told.
    history.replaceState(null, "", "/suivi");
    return { at: "open", visit };
  } catch (error) {
    // What failed may be tried again.
    exchanges.delete(token);
    if (error instanceof NetworkError) return { at: "problem", problem: "network" };
    const problem = problems[refusalIn(error)?.code ?? ""];
    // Whoever is only suspended comes by the same link again.
    if (problem !== undefined && problem !== "suspended") history.replaceState(null, "", "/suivi");
    return { at: "problem", problem: problem ?? "failed" };
  }
}

function exchangeOnce(token: string): Promise<Opening> {
  let running = exchanges.get(token);
  if (running === undefined) {
    running = exchange(token);
    exchanges.set(token, running);
  }
  return running;
}

function before(): Opening {
  const visit = byLink.keptVisit();
  return byLink.session.state.get().status === "signed_in" && visit !== null
    ? { at: "open", visit }
    : { at: "problem", problem: "again" };
}

/** The visit behind the link of the address, or the one of this device when the address has none (any more). */
export function useVisit(token: string | undefined): { opening: Opening; again: () => void } {
  const [wanted] = useState(token);
  const [opening, setOpening] = useState<Opening>(() =>
    wanted === undefined ? before() : { at: "opening" },
  );
  const open = useCallback(() => {
    if (wanted === undefined) return setOpening(before());
    setOpening({ at: "opening" });
    void exchangeOnce(wanted).then(setOpening);
  }, [wanted]);
  useEffect(() => {
    if (wanted !== undefined) void exchangeOnce(wanted).then(setOpening);
  }, [wanted]);
  // The session ended elsewhere: in another tab, or with the link.
  const session = useReadable(byLink.session.state);
  const lost = opening.at === "open" && session.status === "signed_out";
  return { opening: lost ? { at: "problem", problem: "again" } : opening, again: open };
}
