import type { ErrorCode } from "@relais/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import type { Request, RequestAnswer } from "../connection/requests.ts";
import { createFakeClock, type FakeClock } from "../testing/fake-clock.ts";
import { FakeGeolocation } from "../testing/fake-geolocation.ts";
import { turn } from "../testing/index.ts";
import { PositionSender } from "./sender.ts";

let clock: FakeClock;
let geolocation: FakeGeolocation;
let sender: PositionSender;
let asked: { request: Request; answer: (answer: RequestAnswer) => void }[];
let connected: boolean;
let awake: number;

beforeEach(() => {
  clock = createFakeClock();
  geolocation = new FakeGeolocation();
  asked = [];
  connected = true;
  awake = 0;
  sender = new PositionSender({
    conversationId: "room",
    clock,
    geolocation,
    wakeLock: async () => {
      awake += 1;
      return () => {
        awake -= 1;
      };
    },
    isConnected: () => connected,
    ask: (request, answer) => asked.push({ request, answer }),
    changed: () => {},
  });
});

const ack = () => asked.at(-1)?.answer({ type: "ack", ref: 1 });
const refuse = (code: ErrorCode) =>
  asked.at(-1)?.answer({ type: "refused", ref: 1, code, message: "", retry: "never" });
/** So many metres north of where it began, now. */
const drive = (metres: number) => geolocation.at(12.6 + metres / 111_195, -8, clock.now());

describe("what this device says of where it is", () => {
  it("goes up with its age, at once", () => {
    sender.begin(false);
    expect(sender.state).toBe("searching");
    geolocation.at(12.6, -8, clock.now() - 1_500);
    expect(sender.state).toBe("live");
    expect(asked.map(({ request }) => request)).toEqual([
      {
        type: "position",
        conversation_id: "room",
        latitude: 12.6,
        longitude: -8,
        accuracy_m: 8,
        at: new Date(clock.now() - 1_500).toISOString(),
        age_ms: 1_500,
      },
    ]);
  });

  it("goes up every two seconds while moving, the newest only", async () => {
    sender.begin(false);
    drive(0);
    ack();
    for (let second = 1; second <= 22; second += 1) {
      await clock.advance(1_000);
      drive(second * 30);
      if (asked.length > 0) ack();
    }
    expect(asked.length).toBeGreaterThanOrEqual(9);
    expect(asked.length).toBeLessThanOrEqual(11);
  });

  it("goes up seldom while still", async () => {
    sender.begin(false);
    drive(0);
    ack();
    for (let second = 1; second <= 41; second += 1) {
      await clock.advance(1_000);
      drive(second % 3);
      ack();
    }
    expect(asked).toHaveLength(3);
  });

  it("waits for its answer, and takes a poor link into account", async () => {
    sender.begin(false);
    drive(0);
    for (let second = 1; second <= 6; second += 1) {
      await clock.advance(1_000);
      drive(second * 30);
    }
    expect(asked).toHaveLength(1);
    ack();
    await clock.advance(4_000);
    expect(asked).toHaveLength(1);
    await clock.advance(1_000);
    expect(asked).toHaveLength(2);
  });

  it("waits for the connection and goes on when it is back", () => {
    sender.begin(false);
    drive(0);
    connected = false;
    sender.lost();
    geolocation.at(12.7, -8, clock.now());
    expect(asked).toHaveLength(1);
    connected = true;
    clock.sleep(5_000);
    sender.connected();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.request).toMatchObject({ latitude: 12.7, age_ms: 5_000 });
  });

  it("ends when the server says that the share is over, and measures no more", () => {
    sender.begin(false);
    drive(0);
    refuse("position_not_shared");
    expect([sender.state, geolocation.watching]).toEqual(["off", 0]);
  });

  it("goes on after a measure that was refused", async () => {
    sender.begin(false);
    drive(0);
    refuse("position_refused");
    await clock.advance(2_500);
    drive(300);
    expect(asked).toHaveLength(2);
  });

  it("says that it is not allowed", () => {
    sender.begin(false);
    geolocation.deny();
    expect(sender.state).toBe("denied");
  });

  it("keeps the screen on only when asked to, and lets it sleep at the end", async () => {
    sender.begin(false);
    await turn();
    expect(awake).toBe(0);
    sender.begin(true);
    await turn();
    expect(awake).toBe(1);
    sender.end();
    await turn();
    expect([awake, geolocation.watching, sender.state]).toEqual([0, 0, "off"]);
  });
});
