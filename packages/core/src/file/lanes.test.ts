import { expect, test } from "vitest";
import { Lanes, lanesFor } from "./lanes.ts";

const mebibyte = 1024 ** 2;

test("One file is looked at at a time where memory is short, else two.", () => {
  expect(lanesFor(512 * mebibyte)).toBe(1);
  expect(lanesFor(2_048 * mebibyte)).toBe(2);
  expect([1, 2]).toContain(lanesFor());
});

test("Others wait for a lane in the order in which they came, also after a task that failed.", async () => {
  const lanes = new Lanes(1);
  const order: string[] = [];
  const first = lanes.run(() => Promise.reject(new Error("damaged")));
  const others = ["second", "third"].map((name) =>
    lanes.run(async () => {
      order.push(name);
    }),
  );
  await expect(first).rejects.toThrow("damaged");
  await Promise.all(others);
  expect(order).toEqual(["second", "third"]);
});
