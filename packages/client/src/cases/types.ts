import type { CaseView, Counter } from "@relais/protocol";

export type CasesState = {
  status: "loading" | "ready";
  /** Newest change first. */
  cases: readonly CaseView[];
  /** By conversation id. */
  counters: Readonly<Record<string, Counter>>;
  /** Messages that await the person, over all conversations. */
  unread: number;
};
