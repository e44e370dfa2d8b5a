import { createClient } from "../client.ts";
import type { Client, ClientOptions } from "../types.ts";
import type { FakePerson } from "./cast.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createFakeServer, type FakeServer } from "./fake-server.ts";
import { createFakeSurroundings, type FakeSurroundings } from "./fake-surroundings.ts";

/** A server, a clock and a device, for the tests of the SDK itself. */
export type World = {
  clock: FakeClock;
  server: FakeServer;
  surroundings: FakeSurroundings;
  /** A client on that device, not started. Waits between attempts are half of their bound. */
  client(person?: FakePerson, options?: Partial<ClientOptions>): Client;
};

export function createWorld(): World {
  const clock = createFakeClock();
  const server = createFakeServer({ clock });
  const surroundings = createFakeSurroundings();
  return {
    clock,
    server,
    surroundings,
    client: (person = server.cast.awa, options = {}) =>
      createClient({
        ...server.clientOptions(person),
        clock,
        surroundings,
        random: () => 0.5,
        ...options,
      }),
  };
}
