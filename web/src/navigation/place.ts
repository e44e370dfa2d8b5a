import { useHistoryState, useLocationProperty } from "wouter/use-browser-location";
import { useLocation, useRoute } from "wouter";
import { caseAddress, deskAddress } from "./addresses.ts";
import type { Section } from "./lists.ts";

/** What an entry of the browser's history says beside its address. */
export type Place = {
  /** The list from which a case was opened: it stays beside the case on a desk. */
  section?: Section;
  /** The message, by number, at which the conversation opens: where a search or a link led. */
  message?: number;
  /** A case just opened for somebody without an account: their link is made at once. */
  link?: boolean;
  /** Whom a new case is addressed to: somebody on whose page one was. */
  assignee?: string;
  /** Of a case in which each has a conversation of their own: with whom. */
  person?: string;
};

const nowhere: Place = {};

/** The same object until one goes elsewhere, or here once more. */
export const usePlace = (): Place => useHistoryState<Place | null>() ?? nowhere;

type Going = { replace?: boolean; state?: Place };

/** Leads to an address of the app. */
export function useGo(): (to: string, going?: Going) => void {
  const [, go] = useLocation();
  return go;
}

export const usePathname = (): string => useLocation()[0];

const currentAddress = () => location.pathname + location.search + location.hash;

/** The whole address within the app. */
export const useAddress = (): string => useLocationProperty(currentAddress);

/** Where a case is opened from here: whoever is at the desk stays there. */
export function useCaseAddress(): (id: string) => string {
  const { section } = usePlace();
  const atDesk = usePathname().startsWith("/chat") || section === "chat";
  return atDesk ? deskAddress : caseAddress;
}

/** The case in the address, whichever of its pages is open. */
export function useOpenCase(): string | undefined {
  const [, params] = useRoute("/communication/:requestId/*?");
  const [, atDesk] = useRoute("/chat/:requestId");
  const [, ofTrade] = useRoute(caseOfTrade);
  return params?.requestId ?? atDesk?.requestId ?? ofTrade?.requestId;
}

/** `/claims/:requestId`, `/tickets/:requestId`, `/deliveries/:requestId`: the case, as its trade calls it. */
export const caseOfTrade =
  /^\/(?:claims|tickets|deliveries)\/(?<requestId>(?!messages\/?$)[^/]+)\/?$/i;
