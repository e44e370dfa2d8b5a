import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.mjs";

let folder;
let children;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "relais-one-"));
  children = [];
});
afterEach(() => {
  for (const { child } of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A command that works until its input ends, and says so; `until` resolves when it has said that. */
function command() {
  const module = JSON.stringify(new URL("./one-at-a-time.mjs", import.meta.url).href);
  const program = `
    const { oneAtATime } = await import(${module});
    await oneAtATime("work", "waiting", async () => {
      console.log("working");
      for await (const _ of process.stdin);
    }, ${JSON.stringify(folder)});
    console.log("done");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const one = { child, said: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    one.said += text;
  });
  const until = async (word) => {
    while (!one.said.includes(word)) {
      await new Promise((resolve) => child.stdout.once("data", resolve));
    }
  };
  children.push(one);
  return { child, until, said: () => one.said };
}

it("the second command waits with a sentence, and works when the first is through", async () => {
  const first = command();
  await first.until("working");
  const second = command();
  await second.until("waiting");
  first.child.stdin.end();
  await second.until("working");
  second.child.stdin.end();
  await second.until("done");
  expect(second.said()).toBe("waiting\nworking\ndone\n");
});

it("what a killed command held is free", async () => {
  const first = command();
  await first.until("working");
  const second = command();
  await second.until("waiting");
  first.child.kill("SIGKILL");
  await second.until("working");
  expect(first.said()).toBe("working\n");
});

it("work that fails gives its turn back", async () => {
  const fail = () => oneAtATime("work", "waiting", () => Promise.reject(new Error("no")), folder);
  await expect(fail()).rejects.toThrow("no");
  await expect(fail()).rejects.toThrow("no");
});

it("where nothing can be written the work is done all the same", async () => {
  const nowhere = join(import.meta.filename, "no-folder");
  expect(await oneAtATime("work", "waiting", () => "done", nowhere)).toBe("done");
});
