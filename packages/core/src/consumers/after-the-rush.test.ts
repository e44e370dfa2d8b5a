import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";

/** In a thread of its own, whose work nothing else adds to. */
test("what waits for the end of the rush begins when the work is done", async () => {
  const module = new URL("./after-the-rush.ts", import.meta.url).href;
  const worker = new Worker(
    `import { parentPort } from "node:worker_threads";
     import { setImmediate as turn } from "node:timers/promises";
     const { afterTheRush } = await import(${JSON.stringify(module)});
     const told = [];
     const over = afterTheRush().then(() => told.push("over"));
     const until = performance.now() + 2_500;
     while (performance.now() < until) {
       const breath = performance.now() + 20;
       while (performance.now() < breath);
       await turn();
     }
     told.push("worked");
     // It keeps no process alive by itself.
     const alive = setInterval(() => {}, 1_000);
     await over;
     clearInterval(alive);
     parentPort.postMessage(told);`,
    { eval: true },
  );
  const [told] = await once(worker, "message");
  await worker.terminate();
  expect(told).toEqual(["worked", "over"]);
});
