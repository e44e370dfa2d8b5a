import { expect, it } from "vitest";
import { isNamed } from "./other-of.ts";

const talk = {
  customer: { id: "a", full_name: "Awa Traoré", role: "customer" as const },
  assignee: { id: "i", full_name: "Ibrahim Koné", role: "worker" as const },
};

it("finds the other one by name, whoever looks and however it is written", () => {
  expect(isNamed(talk, "i", "traore")).toBe(true);
  expect(isNamed(talk, "a", " KONÉ ")).toBe(true);
  expect(isNamed(talk, "a", "")).toBe(true);
  expect(isNamed(talk, "a", "awa")).toBe(false);
  expect(isNamed({ ...talk, assignee: null }, "a", "koné")).toBe(false);
});
