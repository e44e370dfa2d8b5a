import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";
import { closesTable, expectGoodbye } from "./closes.ts";

export function endRules(world: World): void {
  describe("8. Heartbeat and end", () => {
    test("N8.1 a ping is answered by a pong, before welcome as well as after", async () => {
      const socket = await world.connect("customer");
      for (let count = 0; count < 3; count += 1) await socket.fence();
      expect(socket.seen("pong")).toHaveLength(3);
    });

    test("N8.2 the server says why before it closes; of too many the longest silent gives way", async () => {
      const silent = await world.connect("outsider");
      const others = [];
      for (let count = 0; count < 20; count += 1) others.push(await world.connect("outsider"));
      expect((await expectGoodbye(silent, "replaced")).reconnect).toBe(false);
      for (const socket of others) {
        await socket.fence();
        socket.close();
      }
      await Promise.all(others.map((socket) => socket.closed()));
    });

    test("N8.3 the table of closes is complete", () => {
      const reasons =
        "flooding frame_too_large going_away heartbeat_missed hello_timeout internal organization_suspended " +
        "protocol_error replaced restarting session_ended slow_reader unauthenticated version_unsupported";
      expect([...closesTable.keys()].sort()).toEqual(reasons.split(" "));
    });
  });
}
