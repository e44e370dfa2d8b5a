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

test("Closing waits for what is under way, and tells who waits and who comes to come back.", async () => {
  const lanes = new Lanes(1);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = lanes.run(() => promise);
  const second = lanes.run(() => Promise.reject(new Error("begun all the same")));
  const order: string[] = [];
  const closing = lanes.close(60_000).finally(() => order.push("closed"));
  void first.finally(() => order.push("ended"));
  await expect(second).rejects.toMatchObject({ code: "shutting_down" });
  await expect(lanes.run(() => Promise.resolve())).rejects.toMatchObject({ code: "shutting_down" });
  resolve("looked at");
  await closing;
  expect(order).toEqual(["ended", "closed"]);
  expect(await first).toBe("looked at");
});

test("Closing does not wait for ever.", async () => {
  const lanes = new Lanes(1);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = lanes.run(() => promise);
  await lanes.close(1);
  resolve("at last");
  expect(await first).toBe("at last");
});
