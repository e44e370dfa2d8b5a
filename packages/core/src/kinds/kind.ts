import type { KindView, Role } from "@relais/protocol";

/**
 * A kind of case, declared in one file of this folder: its words, its steps and who may take them. The
 * registry finds it there; nothing else names it.
 */
export type Kind = KindView & {
  /** Roles that may open one. */
  readonly opens: readonly Role[];
  /** The status in which it begins. */
  readonly begins: string;
  /**
   * The step by which one of the people who do the work takes it, and with which its conversation
   * opens. While it stands at `from` every one of them sees it.
   */
  readonly taking: { readonly from: string; readonly to: string };
};

/** What clients are told of a kind. */
export function kindViewOf(kind: Kind): KindView {
  const { name, title, role_titles, statuses, transitions } = kind;
  return { name, title, role_titles, statuses, transitions };
}
