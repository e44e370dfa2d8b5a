import { describe, expect, test } from "vitest";
import type { World } from "../target/world.ts";
import { expectGoodbye } from "./closes.ts";

/** Ends the server, so it comes last, and only when the server is ours to end. */
export function restartRules(world: World): void {
  describe.skipIf(world.own === undefined)("The end of a server", () => {
    // What it ends cannot be ended again: a second try would only hide why the first one failed.
    test("N8.2 a server that goes tells everybody to come back, and finishes what was sent (P1)", {
      retry: 0,
    }, async () => {
      const { id } = await world.newTalk();
      const socket = await world.connect("customer");
      const stream = await world.connectStream("worker");
      const refs = Array.from({ length: 20 }, (_, index) =>
        socket.put({
          type: "send",
          conversation_id: id,
          client_id: `last-${index}`,
          text: String(index),
        }),
      );
      await socket.answerTo(refs[0] ?? 0);
      const drained = world.own?.drain();
      const bye = await expectGoodbye(socket, "restarting");
      expect(bye.after_ms).toBeLessThan(10_000);
      expect(await stream.next("bye")).toMatchObject({ reason: "restarting", code: 1012 });
      // Stored and acknowledged, or refused for later: nothing in between.
      for (const ref of refs.slice(1)) {
        const answer = await socket.answerTo(ref);
        expect(answer.type === "refused" ? answer.retry : answer.type).toMatch(/^(ack|later)$/);
      }
      await drained;
    });
  });
}
