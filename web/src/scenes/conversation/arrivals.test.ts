import type { DisplayedMessage } from "@relais/client";
import { describe, expect, it } from "vitest";
import { arrivals } from "./arrivals.ts";

const participants = [{ id: "moussa", full_name: "Moussa Keïta", role: "worker" }];

/** A message of Moussa's, with what matters to whoever listens. */
const message = (number: number, part: object = {}) =>
  ({
    number,
    kind: "text",
    text: `Mot ${number}`,
    sender_id: "moussa",
    delivery: "received",
    deleted_at: null,
    system: null,
    files: [],
    ...part,
  }) as unknown as DisplayedMessage;

const said = (messages: DisplayedMessage[], known = 1) =>
  // What is read of a state is who takes part.
  arrivals({ messages, state: { participants } as never }, known, []);

const status = { name: "status", kind: "request", status: "en_route", actor_name: "Moussa Keïta" };

describe("What is said aloud of messages that come", () => {
  it("is who wrote what, and of several that come together how many, then the newest", () => {
    expect(said([message(1)])).toBeNull();
    expect(said([message(1), message(2)])).toBe("Moussa Keïta : Mot 2");
    expect(said([message(1), message(2), message(3)])).toBe(
      "2 nouveaux messages. Moussa Keïta : Mot 3",
    );
  });

  it("is nothing of one's own, nor of a status, which the strip above says, unless somebody put words beside it", () => {
    const silent = message(3, { kind: "system", system: status });
    expect(said([message(2, { delivery: "read" }), silent])).toBeNull();
    expect(said([message(2), silent])).toBe("Moussa Keïta : Mot 2");
    const spoken = message(3, {
      kind: "system",
      text: "Moussa est en route. Route coupée",
      system: { ...status, note: "Route coupée" },
    });
    expect(said([spoken])).toBe("Moussa est en route. Route coupée");
  });
});
