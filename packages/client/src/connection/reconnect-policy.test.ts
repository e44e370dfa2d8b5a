import { describe, expect, it } from "vitest";
import { type ReconnectMoment, reconnectDelay, usualPolicy } from "./reconnect-policy.ts";

const delay = (moment: Partial<ReconnectMoment>, random = 1) =>
  reconnectDelay(
    usualPolicy,
    { attempt: 0, hidden: false, offline: false, ...moment },
    () => random,
  );

describe("the reconnect policy", () => {
  it("doubles its bound with every failure and never passes the cap", () => {
    const bounds = [0, 1, 2, 3, 9, 1_000].map((attempt) => delay({ attempt }));
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 20_000, 20_000]);
  });

  it("may come back at once, so that many clients do not come as one wave", () => {
    expect(delay({ attempt: 5 }, 0)).toBe(0);
    expect(delay({ attempt: 5 }, 0.25)).toBe(4_000);
  });

  it("is slower when nobody looks", () => {
    expect(delay({ hidden: true })).toBe(4_000);
    expect(delay({ hidden: true, attempt: 12 })).toBe(120_000);
  });

  it("tries rarely, but tries, when the device says that it is offline", () => {
    expect(delay({ offline: true }, 0)).toBe(30_000);
  });

  it("stays away at least as long as the server asks", () => {
    expect(delay({ afterMs: 7_000 }, 0)).toBe(7_000);
    expect(delay({ afterMs: 7_000 }, 1)).toBe(7_500);
  });
});
