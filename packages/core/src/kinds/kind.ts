import type { KindView, QuickAnswer, Role } from "@relais/protocol";

/**
 * A kind of case, declared in one file of this folder: its words, its steps and who may take them. The
 * registry finds it there; nothing else names it.
 */
export type Kind = Omit<KindView, "quick_answers"> & {
  /** Roles that may open one. */
  readonly opens: readonly Role[];
  /** The status in which it begins. */
  readonly begins: string;
  /**
   * The step by which one of the people who do the work takes it, and with which its conversation
   * opens. While it stands at `from` every one of them sees it.
   */
  readonly taking: { readonly from: string; readonly to: string };
  /** What is said with one tap, until an organization writes its own. None when absent. */
  readonly quick_answers?: readonly QuickAnswer[];
};

/** What clients are told of a kind; `answers` are the organization's own, where it wrote some. */
export function kindViewOf(kind: Kind, answers?: readonly QuickAnswer[]): KindView {
  const { name, title, role_titles, statuses, transitions } = kind;
  const quick_answers = [...(answers ?? kind.quick_answers ?? [])];
  return { name, title, role_titles, statuses, transitions, quick_answers };
}
