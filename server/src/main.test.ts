import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

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

type Program = {
  child: ChildProcess;
  ended: Promise<number | null>;
  output: { out: string; err: string };
  /** Resolves with the address when it is printed; rejects when the program ends before. */
  ready: Promise<string>;
};

function run(settings: Record<string, string>): Program {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    env: {
      PATH: process.env.PATH ?? "",
      HOST: "127.0.0.1",
      RELAIS_DATA_DIR: join(folder, "data"),
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { out: "", err: "" };
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.err += text));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output.out += text;
      const address = /ready at (http:\/\/[^\s]*:\d+)/.exec(output.out)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`ended: ${output.err}${output.out}`)));
  });
  ready.catch(() => {});
  const program = { child, ended, output, ready };
  running.push(program);
  return program;
}

describe("the program", () => {
  it.each([
    [{ PORT: "many" }, "PORT"],
    [{ RELAIS_DEMOS: "1" }, "RELAIS_DEMOS"],
    [{ S3_BUCKET: "files" }, "S3_ENDPOINT"],
    [{ DATABASE_URL: "postgres://relais:hidden@127.0.0.1:1/relais" }, "DATABASE_URL"],
  ])("stops at a wrong setting with one sentence: %j", async (settings, name) => {
    const program = run(settings as Record<string, string>);
    expect(await program.ended).toBe(1);
    expect(program.output.err).toMatch(new RegExp(`^[^\\n]*${name}[^\\n]*\\.\\n$`));
    expect(program.output.err).not.toContain("hidden");
    expect(program.output.out).toBe("");
  });

  it("says in one sentence that its port is taken, and leaves nothing running", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    const program = run({ PORT: String(port) });
    expect(await program.ended).toBe(1);
    expect(program.output.err).toBe(
      `Port ${port} is taken by another program: stop it, or put another number in PORT.\n`,
    );
    other.close();
  }, 60_000);

  it.each(["SIGTERM", "SIGINT"] as const)(
    "prints its address, serves, ends in order on %s, and starts again on the same data",
    async (signal) => {
      for (const starts of [1, 2]) {
        const program = run({ PORT: "0" });
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
