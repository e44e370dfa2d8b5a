import { spawn } from "node:child_process";
import { createServer } from "node:net";

export type RedisServer = {
  readonly url: string;
  /** Ends it and waits. */
  stop(): Promise<void>;
};

/** A real Redis for one test file: on a port of its own, or the one that a former one had, keeping nothing. */
export async function startRedis(formerUrl?: string): Promise<RedisServer> {
  const port = formerUrl === undefined ? await freePort() : Number(new URL(formerUrl).port);
  const program = process.env.REDIS_SERVER_PATH || "redis-server";
  const options = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const child = spawn(program, options, { cwd: "/", stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`Redis ended with status ${status}.`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Ready to accept connections")) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
