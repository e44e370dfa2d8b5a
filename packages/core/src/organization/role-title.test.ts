import { expect, test } from "vitest";
import { kinds } from "../kinds/registry.ts";
import { roleTitle } from "./role-title.ts";

test("N33.2: a role is called as the first kind that is served calls it", () => {
  expect(roleTitle(kinds, ["claim", "talk"], "agent")).toEqual({
    fr: "Opérations",
    en: "Operations",
  });
  expect(roleTitle(kinds, ["ticket"], "agent")).toEqual({ fr: "Support", en: "Support" });
});

test("N33.2: a kind that is no longer known is passed over; without words of its own there is no title", () => {
  expect(roleTitle(kinds, ["forgotten", "claim"], "worker")?.fr).toBe("Réparateur");
  expect(roleTitle(kinds, ["contact"], "agent")).toBeNull();
  expect(roleTitle(kinds, [], "agent")).toBeNull();
});
