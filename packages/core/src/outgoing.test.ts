import { expect, test } from "vitest";
import { Outgoing } from "./outgoing.ts";

test("N38.2 N29.1: whoever asks to be told while it is looked whether anybody is, is not overlooked", () => {
  const outgoing = new Outgoing();
  const before = outgoing.asked("a");
  outgoing.hear("a");
  outgoing.found("a", false, before);
  expect(outgoing.isHeard("a")).toBe(true);
  outgoing.found("a", false, outgoing.asked("a"));
  expect(outgoing.isHeard("a")).toBe(false);
  outgoing.found("a", true, outgoing.asked("a"));
  expect(outgoing.isHeard("a")).toBe(true);
  expect(outgoing.isHeard("b")).toBe(false);
});
