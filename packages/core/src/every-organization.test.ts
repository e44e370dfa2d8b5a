import { afterAll, beforeAll, expect, test } from "vitest";
import { inEveryOrganization } from "./every-organization.ts";
import { createOrganization, startTestCore } from "./testing/index.ts";

let stage: Awaited<ReturnType<typeof startTestCore>>;
const warnings: { organization_id: string }[] = [];
const log = { warn: (about: { organization_id: string }) => warnings.push(about) };

beforeAll(async () => {
  stage = await startTestCore();
  for (let count = 0; count < 3; count += 1) await createOrganization(stage.database);
}, 60_000);

afterAll(() => stage.stop());

test("What fails in one organization is said, and holds up no other.", async () => {
  const core = { ...stage.core, log: { ...stage.core.log, ...log } };
  const visited: string[] = [];
  const sum = await inEveryOrganization(core, "It failed.", (id) => {
    visited.push(id);
    return visited.length === 1 ? Promise.reject(new Error("damaged")) : Promise.resolve(2);
  });
  expect(visited).toHaveLength(3);
  expect(sum).toBe(4);
  expect(warnings).toEqual([expect.objectContaining({ organization_id: visited[0] })]);
});

test("Whoever stops waits for one organization at most.", async () => {
  const visited: string[] = [];
  const work = async (id: string) => visited.push(id);
  await inEveryOrganization(stage.core, "It failed.", work, () => visited.length > 0);
  expect(visited).toHaveLength(1);
});
