import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The two ways to run the server: from its sources, and what `npm test` and `npm start` build of them. */
export const mains = {
  sources: fileURLToPath(new URL("../main.ts", import.meta.url)),
  built: fileURLToPath(new URL("../../dist/main.js", import.meta.url)),
};

export type Program = {
  child: ChildProcess;
  ended: Promise<number | null>;
  output: { out: string; err: string };
  /** Resolves with the address when it is printed; rejects when the program ends before. */
  ready: Promise<string>;
};

/** The server as a program with these settings alone, on its own database below `dataDirectory`. */
export function runProgram(
  main: string,
  dataDirectory: string,
  settings: Record<string, string>,
): Program {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    env: {
      PATH: process.env.PATH ?? "",
      HOST: "127.0.0.1",
      RELAIS_DATA_DIR: dataDirectory,
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
  return { child, ended, output, ready };
}
