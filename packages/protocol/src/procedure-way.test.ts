import { describe, expect, it } from "vitest";
import type { StepResult } from "./guidance.ts";
import type { Procedure } from "./procedure.ts";
import {
  actionOf,
  everyAction,
  offeredAction,
  placeholdersIn,
  withValues,
} from "./procedure-way.ts";

type Steps = Procedure["steps"];

const action = (id: string) => ({ id, text: id, pictures: [] });
const step = (
  id: string,
  branch: string[] = [],
  after: "again" | "next" = "next",
): Steps[number] => ({
  ...action(id),
  if_failed: branch.length === 0 ? null : { steps: branch.map(action), after },
});
const steps: Steps = [step("a"), step("b", ["b1", "b2"], "again"), step("c", ["c1"]), step("d")];

/** Steps as they were given: one of the procedure with its answer, or (null) the guide's own. */
function given(...list: [id: string | null, result: StepResult | null][]) {
  return list.map(([id, result]) => {
    const place = id === null ? undefined : actionOf(steps, id)?.place;
    return {
      result,
      ...(id !== null && place !== undefined && { planned: { step: id, place } }),
    };
  });
}
const offered = (...list: [id: string | null, result: StepResult | null][]) =>
  offeredAction(steps, given(...list))?.action.id;

describe("N26.4: what a procedure offers next", () => {
  it("N26.4: begins with the first, goes on with the next, and ends", () => {
    expect(offered()).toBe("a");
    expect(offered(["a", "done"])).toBe("b");
    expect(offered(["a", "done"], ["b", "done"])).toBe("c");
    expect(offered(["d", "done"])).toBeUndefined();
  });

  it("N26.4: after a failure it offers what comes then, step by step, and after it the step again or the next", () => {
    expect(offered(["b", "failed"])).toBe("b1");
    expect(offered(["b", "failed"], ["b1", "done"])).toBe("b2");
    expect(offered(["b1", "failed"])).toBe("b2");
    expect(offered(["b2", "done"])).toBe("b");
    expect(offered(["c", "failed"])).toBe("c1");
    expect(offered(["c1", "done"])).toBe("d");
  });

  it("N26.4: a failure for which nothing is written goes on", () => {
    expect(offered(["a", "failed"])).toBe("b");
    expect(offered(["d", "failed"])).toBeUndefined();
  });

  it("N26.4: what the guide says beside it moves nothing; taking another step goes on from there", () => {
    expect(offered([null, "done"])).toBe("a");
    expect(offered(["a", "done"], [null, "failed"], [null, "done"])).toBe("b");
    expect(offered(["a", "done"], ["d", "done"], ["c", "failed"])).toBe("c1");
  });

  it("N26.4: what explained a step after a call for help answers for it", () => {
    expect(offered(["b", "help"], [null, "failed"])).toBe("b1");
    expect(offered(["b", "help"], [null, "done"])).toBe("c");
    expect(offered(["b", "help"])).toBe("c");
  });

  it("knows every step with its place, and none that is not there", () => {
    expect(everyAction(steps).map(({ action: { id }, place }) => `${place}${id}`)).toEqual([
      "1a",
      "2b",
      "2b1",
      "2b2",
      "3c",
      "3c1",
      "4d",
    ]);
    expect(actionOf(steps, "z")).toBeUndefined();
    expect(offeredAction([], [])).toBeUndefined();
  });
});

describe("N26.2: variables in a text", () => {
  it("N26.2: are found once each and filled; what has no value stays as it is", () => {
    const text = "Réglez {{ pression }} bar, soit {{pression}} et {{autre}}, pas {cela}";
    expect(placeholdersIn(text)).toEqual(["pression", "autre"]);
    expect(withValues(text, { pression: "2,4" })).toBe(
      "Réglez 2,4 bar, soit 2,4 et {{autre}}, pas {cela}",
    );
    expect(withValues("{{to_string}} {{constructor}}", {})).toBe("{{to_string}} {{constructor}}");
    expect(withValues("{{a}}", { a: "{{b}} $&", b: "non" })).toBe("{{b}} $&");
  });
});
