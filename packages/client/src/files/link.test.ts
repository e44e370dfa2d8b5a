import { expect, it } from "vitest";
import { isDearLink } from "./link.ts";

it.each([
  [{ saveData: true, effectiveType: "4g" }, true],
  [{ saveData: false, effectiveType: "2g" }, true],
  [{ effectiveType: "3g" }, true],
  [{ effectiveType: "4g" }, false],
  [{}, false],
] as const)("spends little on %o: %s", (connection, dear) => {
  expect(isDearLink({ connection })).toBe(dear);
});

it("spends as usual where the browser says nothing of its link", () => {
  expect(isDearLink({})).toBe(false);
});
