import type { Priority } from "@relais/protocol";

/** A case without anybody, or whose somebody has gone. */
export type Waiting = {
  readonly id: string;
  readonly kind: string;
  readonly priority: Priority;
  /** Who has it and has gone; null: nobody has it. */
  readonly gone_id: string | null;
  /** Skills that it asks for, in small letters. */
  readonly skills: readonly string[];
};

export type Candidate = {
  readonly id: string;
  /** Kinds of cases that may be given to them. */
  readonly kinds: readonly string[];
  readonly skills: readonly string[];
  readonly reachable: boolean;
  readonly away: boolean;
  readonly load: number;
  readonly capacity: number;
  readonly last_given: number;
};

export type Given = { readonly case_id: string; readonly to: string };

/** As it grows while cases are given. */
type Counted = Omit<Candidate, "load" | "last_given"> & { load: number; last_given: number };

const rank: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/**
 * Who is given which case:
 *
 * - A1 urgent cases first, then those that wait longest (ids are made in the order of time);
 * - A2 only to somebody who is reachable and not away, whose kinds hold the case's, who has every skill that it asks
 *   for, and who has fewer cases than they take at once;
 * - A3 among those, to whoever has the fewest; among equals, to whoever was given one longest ago;
 * - A4 a case for which there is nobody waits, and keeps no other from being given.
 */
export function planAssignments(
  waiting: readonly Waiting[],
  candidates: readonly Candidate[],
): Given[] {
  const people = candidates
    .filter(({ reachable, away }) => reachable && !away)
    .map((one): Counted => ({ ...one }));
  let turn = people.reduce((latest, { last_given }) => Math.max(latest, last_given), 0);
  const given: Given[] = [];
  for (const one of waiting.toSorted(byUrgency)) {
    const [next] = people.filter((person) => takes(person, one)).sort(byTurn);
    if (next === undefined) continue;
    given.push({ case_id: one.id, to: next.id });
    turn += 1;
    next.load += 1;
    next.last_given = turn;
  }
  return given;
}

const byUrgency = (one: Waiting, other: Waiting): number =>
  rank[one.priority] - rank[other.priority] || (one.id < other.id ? -1 : 1);

const takes = (person: Candidate, one: Waiting): boolean =>
  person.id !== one.gone_id &&
  person.load < person.capacity &&
  person.kinds.includes(one.kind) &&
  one.skills.every((skill) => person.skills.includes(skill));

const byTurn = (one: Candidate, other: Candidate): number =>
  one.load - other.load || one.last_given - other.last_given || (one.id < other.id ? -1 : 1);
