import type { Actor } from "@relais/core";
import { limits } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { FakeTransport } from "../transports/fake-transport.fixture.ts";
import { Connection } from "./connection.ts";
import { Registry } from "./registry.ts";
import { Turn } from "./turn.ts";

function join(registry: Registry, heardAt: number) {
  const transport = new FakeTransport();
  const connection = new Connection(transport, new Turn(), { perSecond: 1, burst: 1 }, heardAt);
  connection.identity = { actor: { id: "awa" } as Actor, expiresAt: 0 };
  registry.add(connection);
  return { connection, transport, first: registry.identify(connection, "awa") };
}

describe("The registry of connections", () => {
  it("N8.3: lets the longest silent of too many give way, not a living one that is older", () => {
    const registry = new Registry();
    const all = Array.from({ length: limits.connectionsPerUser }, (_, index) =>
      join(registry, index),
    );
    // The first one is a desk that talks all day; the second one is a phone in a tunnel.
    const [desk, phone] = all;
    if (desk !== undefined) desk.connection.heardAt = 1_000;
    join(registry, 1_001);
    expect(all.filter(({ transport }) => transport.closedWith !== undefined)).toEqual([phone]);
    expect(phone?.transport.closedWith).toBe("replaced");
  });

  it("knows the first and the last connection of a person", () => {
    const registry = new Registry();
    const one = join(registry, 0);
    const two = join(registry, 0);
    expect([one.first, two.first]).toEqual([true, false]);
    expect([registry.remove(one.connection), registry.remove(two.connection)]).toEqual([
      false,
      true,
    ]);
    expect(registry.of("awa").size).toBe(0);
  });
});
