import { expect, it } from "vitest";
import { isCurrent } from "./ensure-node.mjs";

it.each([
  ["18.20.0", false],
  ["20.20.2", false],
  ["22.17.1", false],
  ["22.18.0", true],
  ["23.5.0", false],
  ["23.6.0", true],
  ["24.0.0", true],
  ["26.1.0", true],
])("Node %s runs TypeScript by itself: %s", (version, expected) => {
  expect(isCurrent(version)).toBe(expected);
});
