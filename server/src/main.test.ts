import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mains, type Program, runProgram } from "./testing/program.ts";

let folder: string;
let running: Program[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-main-"));
});
afterEach(async () => {
  for (const program of running) program.child.kill("SIGKILL");
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  await rm(folder, { recursive: true, force: true });
});

function run(settings: Record<string, string>, main: string): Program {
  const program = runProgram(main, join(folder, "data"), settings);
  running.push(program);
  return program;
}

describe("the program", () => {
  it.each([
    [{ PORT: "many" }, "PORT", "sources"],
    [{ PORT: "many" }, "PORT", "built"],
    [{ RELAIS_DEMOS: "1" }, "RELAIS_DEMOS", "sources"],
    [{ S3_BUCKET: "files" }, "S3_ENDPOINT", "sources"],
    [{ S3_BUCKET: "files" }, "S3_ENDPOINT", "built"],
    [{ RELAIS_DATA_DIR: "/proc/relais" }, "RELAIS_DATA_DIR", "sources"],
    [{ DATABASE_URL: "postgres://relais:hidden@127.0.0.1:1/relais" }, "DATABASE_URL", "sources"],
  ] as const)("stops at a wrong setting with one sentence: %j", async (settings, name, main) => {
    const program = run(settings, mains[main]);
    expect(await program.ended).toBe(1);
    expect(program.output.err).toMatch(new RegExp(`^[^\\n]*${name}[^\\n]*\\.\\n$`));
    expect(program.output.err).not.toContain("hidden");
    expect(program.output.out).toBe("");
  });

  it("serves on when nobody reads its log any more, and ends when it is told to", async () => {
    const { child, ended, ready } = run({ PORT: "0", LOG_LEVEL: "debug" }, mains.built);
    const address = await ready;
    child.stdout?.destroy();
    child.stderr?.destroy();
    // Each of them is a line of the log.
    for (let count = 0; count < 3; count += 1) {
      expect((await fetch(`${address}/v1/me`)).status).toBe(401);
    }
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }, 60_000);

  it("says in one sentence that its port is taken, before it makes a database", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    const program = run({ PORT: String(port) }, mains.built);
    expect(await program.ended).toBe(1);
    expect(program.output.err).toBe(
      `Port ${port} is taken by another program: stop it, or put another number in PORT.\n`,
    );
    expect(existsSync(join(folder, "data", "postgres"))).toBe(false);
    other.close();
  });

  it.each([
    ["SIGINT", "sources"],
    ["SIGTERM", "built"],
  ] as const)(
    "prints its address, serves, ends in order on %s, and starts again on the same data (%s)",
    async (signal, main) => {
      for (const starts of [1, 2]) {
        const program = run({ PORT: "0" }, mains[main]);
        const address = await program.ready;
        expect(`${starts} ${program.output.out}`).toMatch(
          /^[12] Relais is ready at http:\/\/localhost:\d+\./,
        );
        expect(program.output.out).toContain("relais-demo");
        expect((await fetch(`${address}/readyz`)).status).toBe(200);
        program.child.kill(signal);
        expect(await program.ended).toBe(0);
        expect(program.output.err).toBe("");
      }
    },
    60_000,
  );
});
