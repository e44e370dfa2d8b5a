import type { CaseView, Counter } from "@relais/protocol";

export type CasesState = {
  status: "loading" | "ready";
  /** The position in the organization's journal that was heard of last; 0 before that. */
  revision: number;
  /** Newest change first. */
  cases: readonly CaseView[];
  /** By conversation id. */
  counters: Readonly<Record<string, Counter>>;
  /** Messages that await the person, over all conversations. */
  unread: number;
};
