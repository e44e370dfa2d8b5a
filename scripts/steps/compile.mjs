import { rmSync, writeFileSync } from "node:fs";
import { inProject } from "./project.mjs";
import { runChild } from "./run-child.mjs";
import { Stop } from "./stop.mjs";

/** Writes what tsc makes of `files` (in the project), and of all they import, below `folder` at the same paths. */
export async function compile(files, folder, options) {
  // In the project, because node_modules is found from the place of the configuration.
  const config = inProject(`tsconfig.compile-${process.pid}.json`);
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    outDir: folder,
    rootDir: ".",
    ...options,
  };
  writeFileSync(
    config,
    JSON.stringify({ extends: "./tsconfig.json", compilerOptions, include: [], files }),
  );
  try {
    const tsc = inProject("node_modules", "typescript", "bin", "tsc");
    const { status, output } = await runChild(process.execPath, [tsc, "-p", config], {
      quiet: true,
    });
    if (status !== 0) throw new Stop(`tsc could not compile ${files.join(", ")}:\n${output}`);
  } finally {
    rmSync(config, { force: true });
  }
}
