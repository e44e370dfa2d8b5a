import { rmSync, writeFileSync } from "node:fs";
import { inProject } from "../steps/project.mjs";
import { runChild } from "../steps/run-child.mjs";

/** Writes the declarations of `files` (in the project) and of all they import below `folder`, at the same paths. */
export async function emitDeclarations(files, folder) {
  // In the project, because node_modules is found from the place of the configuration.
  const config = inProject(`tsconfig.api-${process.pid}.json`);
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    removeComments: true,
    outDir: folder,
    rootDir: ".",
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
    if (status !== 0) throw new Error(`tsc could not write the declarations:\n${output}`);
  } finally {
    rmSync(config, { force: true });
  }
}
