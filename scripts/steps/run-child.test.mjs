import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";

it("a program that we run ends when we are killed", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const module = JSON.stringify(new URL("./run-child.mjs", import.meta.url).href);
  const ours = `require("net").connect(${server.address().port}, "127.0.0.1").resume()`;
  const program = `
    const { runNode } = await import(${module});
    await runNode(["-e", ${JSON.stringify(ours)}]);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [connection] = await once(server, "connection");
  const ended = once(connection.on("error", () => {}).resume(), "close");
  parent.kill("SIGKILL");
  await ended;
  expect(connection.destroyed).toBe(true);
  server.close();
});
