import type {
  DeskAction,
  DeskActionAnswer,
  DeskCounts,
  DeskEntry,
  DeskQuery,
  DeskSavedViews,
  DeskTeam,
} from "@relais/protocol";
import type { Readable } from "../readable.ts";

export type DeskListState = {
  readonly status: "loading" | "ready";
  /** What happened last is first. */
  readonly entries: readonly DeskEntry[];
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  /** The server did not answer last time: what is here may be old. It is asked again by itself. */
  readonly failed: boolean;
};

/** One view of the desk, kept current while somebody looks. */
export interface DeskList {
  readonly state: Readable<DeskListState>;
  /** Loads what follows the last entry, if there is more. */
  loadMore(): Promise<void>;
  /** Asks at once for what happened since. */
  refresh(): Promise<void>;
}

/** What the office works with. One a client. */
export interface Desk {
  list(query: DeskQuery): DeskList;
  /** How many cases each view has; null before the first answer. */
  readonly counts: Readable<DeskCounts | null>;
  /** The line of a case as it is known here: from whatever list holds it, or as it was read by itself. */
  entry(caseId: string): DeskEntry | undefined;
  /** Reads the line of a case, whatever view it is in. */
  read(caseId: string): Promise<DeskEntry>;
  /** Does one thing to several cases; each is answered by itself. Rejects when nobody answered at all. */
  act(caseIds: readonly string[], action: DeskAction): Promise<DeskActionAnswer["results"]>;
  /** Says that somebody looked at a case that came back. */
  seen(caseId: string): Promise<void>;
  /** Whom cases can be given to. */
  team(): Promise<DeskTeam["people"]>;
  savedViews(): Promise<DeskSavedViews["views"]>;
  saveViews(views: DeskSavedViews["views"]): Promise<DeskSavedViews["views"]>;
}
