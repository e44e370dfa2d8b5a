import { afterAll, describe } from "vitest";
import { crossingRules } from "./crossing/crossing.ts";
import { reachWorld } from "./target/world.ts";

const world = await reachWorld();
afterAll(() => world.dispose(), 30_000);

describe("All APIs over one core", { timeout: 30_000 }, () => {
  crossingRules(world);
});
