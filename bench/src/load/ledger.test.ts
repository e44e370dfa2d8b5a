import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";

test("A message that left late is timed from when it was due.", () => {
  const ledger = new Ledger(1);
  ledger.leaves(0, performance.now() - 500);
  ledger.acknowledge(0);
  ledger.receive(0);
  const { acknowledged, received } = ledger.latencies(0);
  expect(acknowledged.p99).toBeGreaterThanOrEqual(500);
  expect(received.p99).toBeGreaterThanOrEqual(500);
});

test("An open loop is complete when everything was answered and received, once.", () => {
  const ledger = new Ledger(2);
  for (const number of [0, 1]) ledger.leaves(number, performance.now());
  ledger.acknowledge(0);
  ledger.receive(0);
  ledger.receive(0);
  ledger.acknowledge(1);
  expect(ledger.outstanding(2)).toBe(0);
  expect(ledger.complete).toBe(false);
  ledger.receive(1);
  expect(ledger.complete).toBe(true);
});
