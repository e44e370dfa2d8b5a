import { type DownFrame, limits } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { EncodedFrame } from "../frames/encoded.ts";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { Connection } from "./connection.ts";
import { Turn } from "./turn.ts";

const rate = { perSecond: 50, burst: 200 };

function connectionOver(transport: FakeTransport): Connection {
  return new Connection(transport, new Turn(), rate, 0);
}

const ping: DownFrame = { type: "ping" };

/** Some frame of about this many bytes. */
function heavy(bytes: number): EncodedFrame {
  return new EncodedFrame(JSON.stringify({ type: "ping", filler: "x".repeat(bytes) }));
}

describe("A connection", () => {
  it("writes what one turn brought in one write", async () => {
    const transport = new FakeTransport();
    const connection = connectionOver(transport);
    for (let count = 0; count < 5; count += 1) connection.send(ping);
    expect(transport.writes).toEqual([]);
    await turn();
    expect(transport.writes).toEqual([5]);
  });

  it("lets a frame that goes ahead leave with the next one, in one write", async () => {
    const transport = new FakeTransport();
    const connection = connectionOver(transport);
    connection.enqueueAhead(EncodedFrame.of(ping));
    await turn();
    expect(transport.writes).toEqual([]);
    connection.send(ping);
    await turn();
    expect(transport.writes).toEqual([2]);
  });

  it("lets a frame that goes ahead leave alone when none follows, and none after the end", async () => {
    const [lonely, closed] = [new FakeTransport(), new FakeTransport()];
    connectionOver(lonely).enqueueAhead(EncodedFrame.of(ping));
    const ended = connectionOver(closed);
    ended.enqueueAhead(EncodedFrame.of(ping));
    ended.close("slow_reader");
    await expect.poll(() => lonely.writes).toEqual([1]);
    expect(closed.writes).toEqual([]);
  });

  it("loses nothing that is said while frames are being put into words", async () => {
    const transport = new FakeTransport();
    const connection = connectionOver(transport);
    const write = transport.write.bind(transport);
    transport.write = (frames) => {
      write(frames);
      if (transport.writes.length === 1) connection.send(ping);
    };
    connection.send(ping);
    await turn();
    await turn();
    expect(transport.writes).toEqual([1, 1]);
  });

  it("N8.4: cuts a reader that lets more than 1 MiB wait, without a goodbye, and holds no more", async () => {
    const transport = new FakeTransport({ reads: false });
    const connection = connectionOver(transport);
    const bytes = 100_000;
    for (let count = 0; count < 50; count += 1) {
      connection.enqueue(heavy(bytes));
      await turn();
    }
    expect(transport.closedWith).toBe("slow_reader");
    expect(transport.frames.some((frame) => frame.type === "bye")).toBe(false);
    expect(transport.pending).toBeGreaterThan(limits.unreadBytes);
    expect(transport.pending).toBeLessThan(limits.unreadBytes + 2 * bytes);
  });

  it("N8.4: does not hold against a reader what it was owed from before", async () => {
    const transport = new FakeTransport({ reads: false });
    const connection = connectionOver(transport);
    void connection.pace.enter();
    connection.enqueueOwed(heavy(3 * limits.unreadBytes));
    connection.pace.leave();
    await turn();
    connection.send(ping);
    await turn();
    expect(transport.closedWith).toBeUndefined();
    for (let count = 0; count < 30; count += 1) {
      connection.enqueue(heavy(100_000));
      await turn();
    }
    expect(transport.closedWith).toBe("slow_reader");
  });

  it("N2.6: cuts off after 400 refusals in a row, and forgets them when it slows down", () => {
    const transport = new FakeTransport();
    const connection = connectionOver(transport);
    const take = (count: number, now: number) => {
      for (let index = 0; index < count; index += 1) connection.allowFrame(rate, now);
    };
    take(200 + 400, 0);
    expect(transport.closedWith).toBeUndefined();
    take(1 + 400, 20);
    expect(transport.closedWith).toBeUndefined();
    take(1, 20);
    expect(transport.closedWith).toBe("flooding");
    expect(transport.frames.at(-1)).toMatchObject({ type: "bye", code: 4429, after_ms: 5_000 });
  });

  it("N8.2: says goodbye once, and nothing after it", async () => {
    const transport = new FakeTransport();
    const connection = connectionOver(transport);
    connection.send(ping);
    connection.close("restarting", 700);
    connection.close("internal");
    connection.send(ping);
    await turn();
    expect(transport.frames).toEqual([
      { type: "ping" },
      { type: "bye", reason: "restarting", code: 1012, reconnect: true, after_ms: 700 },
    ]);
  });
});
