import type { Colleague, DownFrames } from "@relais/protocol";

/** By case: who is there, oneself included. A case at which nobody is has no entry. */
export type Colleagues = Readonly<Record<string, readonly Colleague[]>>;

export function withColleagues(
  known: Colleagues,
  { complete, cases }: DownFrames["colleagues"],
): Colleagues {
  const now: Record<string, readonly Colleague[]> = complete ? {} : { ...known };
  for (const { case_id, people } of cases) {
    if (people.length > 0) now[case_id] = people;
    else delete now[case_id];
  }
  return now;
}
