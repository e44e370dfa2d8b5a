import { spawn } from "node:child_process";

const ENDS_WITH_US = new URL("./end-with-elder.mjs", import.meta.url).href;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * A Ctrl-C may arrive twice: the terminal sends it to every process of the group, and npm passes on its own. Repeats
 * within this time are one.
 */
const SAME_SIGNAL_MS = 1500;

/**
 * Runs a program and waits for it. With `quiet` its output is kept and returned, else it goes to ours.
 * Resolves with `{ status, output }`; `status` is never 0 when the program did not run or was killed.
 * A signal that we get meanwhile is passed on once, and ends us too when the program is gone.
 */
export function runChild(command, args, { quiet = false, ...options } = {}) {
  const child = spawn(command, args, {
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    windowsHide: true,
    ...options,
  });
  let output = "";
  for (const stream of quiet ? [child.stdout, child.stderr] : []) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return follow(child).then((status) => ({ status, output }));
}

/** Runs a program of Node's quietly. It does not outlive us, whatever ends us: nobody would know that it still writes. */
export function runNode(args, options) {
  return runChild(process.execPath, ["--import", ENDS_WITH_US, ...args], {
    quiet: true,
    ...options,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** Waits for a child, passing signals on. Resolves with its exit status. */
export function follow(child) {
  let received;
  let receivedAt = 0;
  const pass = (signal) => {
    const now = Date.now();
    if (now - receivedAt < SAME_SIGNAL_MS) return;
    received = signal;
    receivedAt = now;
    // On Windows the console tells every process itself, and kill() would not be a signal but the end.
    if (process.platform !== "win32") child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return new Promise((resolve) => {
    child.once("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.once("close", (status) => resolve(status ?? 1));
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, pass);
    if (received !== undefined)
      process.exit(128 + (received === "SIGINT" ? 2 : received === "SIGHUP" ? 1 : 15));
  });
}
