import type { KindView, QuickAnswer, Role, Words } from "@relais/protocol";

/** What a role sees of a kind: everything, what waits to be taken and their own, their own, nothing. */
export type Sight = "all" | "available" | "own" | "none";

/**
 * A kind of case, declared in one file of this folder: its words, its fields, its steps and who may do what.
 * The registry finds it there; nothing else names it.
 */
export type Kind = Omit<
  KindView,
  "has_rooms" | "team" | "quick_answers" | "reopening" | "reminds_before"
> & {
  /** The status in which it begins; with somebody named from the beginning, that of `taking.to`. */
  readonly begins: string;
  readonly sees: Readonly<Record<Role, Sight>>;
  /** Whose case it may be, and who may be named to do the work. */
  readonly customer_roles: readonly Role[];
  readonly worker_roles: readonly Role[];
  /** How its numbers look: `SIN-2026-000042`. Null: it has none. */
  readonly numbering: {
    readonly prefix: string;
    readonly digits: number;
    readonly yearly: boolean;
  } | null;
  readonly conversation: Talk;
  /** Kinds that an organization which serves this one serves with it. None when absent. */
  readonly besides?: readonly string[];
  /** Statuses in which it waits for somebody else than those who do the work: its targets stand still. None when absent. */
  readonly pauses?: readonly string[];
  /** In which statuses, and how long before it takes place, its customer is reminded of that. Not at all when absent. */
  readonly reminders?: {
    readonly statuses: readonly string[];
    readonly minutes_before: readonly number[];
  };
  /** How it is taken up again once its work was done. Absent: not at all. */
  readonly reopening?: NonNullable<KindView["reopening"]>;
  /** What is said with one tap, until an organization writes its own. None when absent. */
  readonly quick_answers?: readonly QuickAnswer[];
};

export type Talk =
  /** Between its customer and whoever does the work, from the opening or from when there is somebody. */
  | {
      readonly opens: "opening" | "assignment";
      /** Roles that read and write besides; with their first message they take part. */
      readonly team: readonly Role[];
    }
  /** In the one conversation that its two people have, a case of the kind `in`. */
  | { readonly opens: "thread"; readonly in: string }
  /** A room for each of its people with whoever does the work, when either asks for it. */
  | { readonly opens: "asked"; readonly with: readonly ("customer" | "opener" | Role)[] };

/** Words in both languages, as a declaration says them. */
export const say = (fr: string, en: string): Words => ({ fr, en });

/** What clients are told of a kind; `answers` are the organization's own, where it wrote some. */
export function kindViewOf(kind: Kind, answers?: readonly QuickAnswer[]): KindView {
  const {
    begins: _begins,
    sees: _sees,
    customer_roles: _customers,
    worker_roles: _workers,
    numbering: _numbering,
    conversation,
    besides: _besides,
    pauses: _pauses,
    reminders,
    quick_answers: declared = [],
    reopening = null,
    ...view
  } = kind;
  return {
    ...view,
    reopening,
    has_rooms: conversation.opens === "asked",
    team: [...teamOf(kind)],
    reminds_before: [...(reminders?.minutes_before ?? [])],
    quick_answers: [...(answers ?? declared)],
  };
}

/** Roles that take part in the conversations of a kind without being asked in. */
export const teamOf = (kind: Kind | undefined): readonly Role[] =>
  kind !== undefined && "team" in kind.conversation ? kind.conversation.team : [];
