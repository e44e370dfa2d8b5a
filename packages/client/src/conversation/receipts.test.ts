import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/index.ts";
import { Receipts } from "./receipts.ts";

describe("receipts", () => {
  it("go on when the device's clock is put back by a day", async () => {
    const clock = createFakeClock();
    let ahead = 86_400_000;
    const said: unknown[] = [];
    const receipts = new Receipts({ ...clock, now: () => clock.now() + ahead }, (id, receipt) =>
      said.push([id, receipt]),
    );
    receipts.connected();
    receipts.reach("c", "read", 1);
    await clock.advance(2_000);
    ahead = 0;
    receipts.reach("c", "read", 2);
    await clock.advance(2_000);
    expect(said).toEqual([
      ["c", { read: 1 }],
      ["c", { read: 2 }],
    ]);
  });
});
