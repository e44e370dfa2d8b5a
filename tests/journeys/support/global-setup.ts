import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparedVariable } from "./ground.ts";

/** For `globalSetup` of vitest: where servers of one run leave for each other what a first start makes. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "relais-prepared-"));
  process.env[preparedVariable] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
