import { afterEach, describe, expect, it, vi } from "vitest";
import { giveMemoryBackAtRest, youngBytes } from "./at-rest.ts";

let stop: (() => void) | undefined;
afterEach(() => stop?.());

/** Objects that live just long enough to make the runtime take more room for young ones. */
async function work(): Promise<void> {
  let kept: unknown[] = [];
  for (let round = 0; round < 400 && youngBytes() <= 16 * 1_024 * 1_024; round += 1) {
    for (let count = 0; count < 50_000; count += 1) kept.push({ count, list: [count] });
    if (kept.length > 100_000) kept = [];
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("A process that has worked", () => {
  it("gives the room for young objects back once it rests", async () => {
    stop = giveMemoryBackAtRest();
    await work();
    const before = youngBytes();
    await vi.waitFor(() => expect(youngBytes()).toBeLessThan(before / 4), {
      timeout: 20_000,
      interval: 500,
    });
  });
});
