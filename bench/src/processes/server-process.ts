import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A server under test: one child of the bench. Its error output is shown when it fails. */
export class ServerProcess {
  #child: ChildProcess;
  #output = "";
  readonly #command: string[];

  /** `command` starts with a file for this Node. Settings are added to a clean environment. */
  constructor(command: string[], settings: Record<string, string>) {
    this.#command = command;
    this.#child = spawn(process.execPath, command, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer): void => {
      this.#output = `${this.#output}${chunk}`.slice(-4000);
    };
    this.#child.stdout?.on("data", keep);
    this.#child.stderr?.on("data", keep);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`Could not start ${this.#command[0]}.`);
    return this.#child.pid;
  }

  /** Resolves when `url` answers with a status below 500 (a bare `ws` server says 426). */
  async answers(url: string, patience = 60_000): Promise<void> {
    const deadline = Date.now() + patience;
    for (;;) {
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        await this.end("SIGKILL");
        throw new Error(`${this.#command[0]} did not come up.\n${this.#output}`);
      }
      const status = await fetch(url).then(
        async (response) => (await response.arrayBuffer(), response.status),
        () => 599,
      );
      if (status < 500) return;
      await wait(10);
    }
  }

  /** Ends the process and resolves when it is gone. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    this.#child.kill(signal);
    const forced = setTimeout(() => this.#child.kill("SIGKILL"), 15_000);
    await exited;
    clearTimeout(forced);
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
