import { describe, expect, it } from "vitest";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { Pace } from "./pace.ts";

/** Catch-ups of one connection: each sends `bytes` and leaves when the test says so. */
function catchUps(transport: FakeTransport) {
  const pace = new Pace(transport);
  const entered: number[] = [];
  return {
    entered,
    begin: async (name: number) => {
      await pace.enter();
      entered.push(name);
    },
    end: (bytes = 0) => {
      transport.pending += bytes;
      pace.leave();
    },
  };
}

describe("Pace", () => {
  it("lets sixteen catch-ups pass at a time, in the order in which they came", async () => {
    const { begin, end, entered } = catchUps(new FakeTransport());
    const names = Array.from({ length: 40 }, (_, index) => index);
    for (const name of names) void begin(name);
    await turn();
    expect(entered).toEqual(names.slice(0, 16));
    end();
    end();
    await turn();
    expect(entered).toEqual(names.slice(0, 18));
    for (let count = 0; count < 38; count += 1) {
      end();
      await turn();
    }
    expect(entered).toEqual(names);
  });

  it("waits until the reader has read most of what it was sent", async () => {
    const transport = new FakeTransport({ reads: false });
    const { begin, end, entered } = catchUps(transport);
    await begin(1);
    end(300_000);
    void begin(2);
    void begin(3);
    await turn();
    expect(entered).toEqual([1]);
    transport.drain();
    await turn();
    expect(entered).toEqual([1, 2, 3]);
  });
});
