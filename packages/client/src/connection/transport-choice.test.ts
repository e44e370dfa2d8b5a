import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/index.ts";
import { createTransportChoice } from "./transport-choice.ts";

const choose = () => {
  const clock = createFakeClock();
  return { clock, choice: createTransportChoice(["websocket", "sse"], clock) };
};

describe("the choice of a transport", () => {
  it("gives the preferred way two chances, then the other one, and so on in turn", () => {
    const { choice } = choose();
    const ways = Array.from({ length: 6 }, () => {
      const way = choice.next();
      choice.failed(way);
      return way;
    });
    expect(ways).toEqual(["websocket", "websocket", "sse", "websocket", "sse", "websocket"]);
  });

  it("stays longer with the other way each time that the preferred one fails again", async () => {
    const { choice, clock } = choose();
    choice.failed("websocket");
    choice.failed("websocket");
    choice.opened("sse");
    const stays: (number | null)[] = [];
    for (let round = 0; round < 9; round += 1) {
      const stay = choice.upgradeIn();
      stays.push((stay ?? 0) / 60_000);
      await clock.advance(stay ?? 0);
      choice.failed("websocket");
    }
    expect(stays).toEqual([0.25, 0.5, 1, 2, 4, 8, 16, 30, 30]);
  });

  it("forgets the failures when the preferred way works", () => {
    const { choice } = choose();
    choice.failed("websocket");
    choice.failed("websocket");
    choice.opened("sse");
    choice.opened("websocket");
    choice.failed("websocket");
    expect(choice.next()).toBe("websocket");
    expect(choice.upgradeIn()).toBeNull();
  });

  it("is more patient with a way that has worked: the server may be restarting", () => {
    const { choice } = choose();
    choice.opened("websocket");
    const ways = Array.from({ length: 7 }, () => {
      const way = choice.next();
      choice.failed(way);
      return way;
    });
    expect(ways.indexOf("sse")).toBe(5);
  });

  it("has none when there is only one way", () => {
    const choice = createTransportChoice(["sse"], createFakeClock());
    choice.failed("sse");
    choice.failed("sse");
    choice.opened("sse");
    expect([choice.next(), choice.upgradeIn()]).toEqual(["sse", null]);
  });
});
