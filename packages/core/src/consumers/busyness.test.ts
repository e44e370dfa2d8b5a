import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";

/** In a thread of its own, whose work nothing else adds to. */
test("a process is busy while it does nothing but work, and not while it waits", async () => {
  const module = new URL("./busyness.ts", import.meta.url).href;
  const worker = new Worker(
    `import { parentPort } from "node:worker_threads";
     import { setTimeout as wait } from "node:timers/promises";
     const { Busyness } = await import(${JSON.stringify(module)});
     const busyness = new Busyness();
     await wait(300);
     const idle = busyness.isBusy();
     const until = performance.now() + 300;
     while (performance.now() < until);
     parentPort.postMessage({ idle, working: busyness.isBusy() });`,
    { eval: true },
  );
  const [told] = await once(worker, "message");
  await worker.terminate();
  expect(told).toEqual({ idle: false, working: true });
});
