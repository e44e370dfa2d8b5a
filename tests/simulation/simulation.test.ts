import { expect, test } from "vitest";
import { seeds } from "./seeds.ts";
import { type SimulationOptions, simulate } from "./simulate.ts";

/** Everything at once needs a database, a server and half a minute, on a busy machine more. */
const timeout = 240_000;

type Run = Pick<SimulationOptions, "seed" | "seconds" | "clients" | "rich">;

const run: Run = {
  seed: Number(process.env.SIMULATION_SEED ?? Math.floor(Math.random() * 1_000_000)),
  seconds: 12,
  clients: 8,
  rich: true,
};

test("P1, P2, P3, P4, P5: every promise is kept on a bad network with a server that is killed", {
  timeout,
}, async () => {
  const { complaints, faults } = await simulate(run);
  expect(faults, `${again(run)}\n${complaints.join("\n")}`).toEqual([]);
});

test.for(seeds)("$name", { timeout }, async (seed) => {
  const { complaints, faults } = await simulate(seed);
  expect(faults, `${again(seed)}\n${complaints.join("\n")}`).toEqual([]);
});

/** How to play the same run again, with all that happens in it. */
function again({ clients, seconds, seed, rich }: Run): string {
  return `npm run simulate -- --seed ${seed} --minutes ${seconds / 60} --clients ${clients}${rich ? " --rich" : ""}`;
}
