import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, planAssignments, type Waiting } from "./plan.ts";

const person = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  kinds: ["claim"],
  skills: [],
  reachable: true,
  away: false,
  load: 0,
  capacity: 3,
  last_given: 0,
  ...change,
});
const waiting = (id: string, change: Partial<Waiting> = {}): Waiting => ({
  id,
  kind: "claim",
  priority: "normal",
  gone_id: null,
  skills: [],
  ...change,
});

describe("Who is given which case", () => {
  test("A1: urgent ones first, then those that wait longest", () => {
    const cases = [waiting("2"), waiting("1"), waiting("3", { priority: "urgent" })];
    expect(planAssignments(cases, [person("a")]).map(({ case_id }) => case_id)).toEqual([
      "3",
      "1",
      "2",
    ]);
  });

  test.each([
    ["is unreachable", { reachable: false }],
    ["is away", { away: true }],
    ["takes another kind", { kinds: ["ticket"] }],
    ["lacks a skill", { skills: ["four"] }],
    ["has as many as they take", { load: 3 }],
    ["takes none", { capacity: 0 }],
  ])("A2: not to somebody who %s", (_why, change) => {
    const one = waiting("1", { skills: ["froid"] });
    expect(planAssignments([one], [person("a", { skills: ["froid"], ...change })])).toEqual([]);
  });

  test("A2: not back to who has gone", () => {
    expect(planAssignments([waiting("1", { gone_id: "a" })], [person("a")])).toEqual([]);
  });

  test("A3: to whoever has the fewest; among equals, in turn", () => {
    const people = [person("a", { load: 1 }), person("b", { last_given: 9 }), person("c")];
    const given = planAssignments(
      ["1", "2", "3", "4", "5"].map((id) => waiting(id)),
      people,
    );
    expect(given.map(({ to }) => to)).toEqual(["c", "b", "a", "c", "b"]);
  });

  test("A4: one for which there is nobody waits and keeps no other", () => {
    const cases = [waiting("1", { priority: "urgent", skills: ["gaz"] }), waiting("2")];
    const people = [person("a")];
    expect(planAssignments(cases, people)).toEqual([{ case_id: "2", to: "a" }]);
  });

  test("A1–A4: whatever waits and whoever is there", () => {
    const ids = fc.uniqueArray(fc.uuid(), { maxLength: 12 });
    const kind = fc.constantFrom("claim", "ticket");
    const skills = fc.subarray(["froid", "gaz"]);
    const anyone = fc.record({
      kinds: fc.subarray(["claim", "ticket"]),
      skills,
      reachable: fc.boolean(),
      away: fc.boolean(),
      load: fc.nat(4),
      capacity: fc.nat(4),
      last_given: fc.nat(20),
    });
    const anything = fc.record({
      kind,
      skills,
      priority: fc.constantFrom("low", "normal", "high", "urgent"),
    });
    fc.assert(
      fc.property(ids, ids, fc.gen(), (people, cases, make) => {
        const team = people.map((id): Candidate => ({ id, ...make(() => anyone) }));
        const queue = cases.map((id): Waiting => ({ id, gone_id: null, ...make(() => anything) }));
        const given = planAssignments(queue, team);
        const load = new Map(team.map((one) => [one.id, one.load]));
        const fits = (one: Candidate, what: Waiting) =>
          one.reachable &&
          !one.away &&
          one.kinds.includes(what.kind) &&
          what.skills.every((skill) => one.skills.includes(skill));
        for (const { case_id, to } of given) {
          const one = team.find(({ id }) => id === to);
          const what = queue.find(({ id }) => id === case_id);
          expect(one && what && fits(one, what)).toBe(true);
          load.set(to, (load.get(to) ?? 0) + 1);
        }
        for (const one of team)
          expect(load.get(one.id)).toBeLessThanOrEqual(Math.max(one.load, one.capacity));
        expect(new Set(given.map(({ case_id }) => case_id)).size).toBe(given.length);
        // Nobody who could take something is left idle while it waits.
        for (const what of queue) {
          if (given.some(({ case_id }) => case_id === what.id)) continue;
          const idle = team.filter(
            (one) => fits(one, what) && (load.get(one.id) ?? 0) < one.capacity,
          );
          expect(idle).toEqual([]);
        }
      }),
    );
  });
});
