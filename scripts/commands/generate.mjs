import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { generate, generators } from "../generate/generators.mjs";
import { inProject, say } from "../steps/project.mjs";

/** Writes every generated file; arguments are parts of the names of those wanted. */
export async function run(args) {
  for (const generator of generators) {
    const { output } = generator;
    if (args.length > 0 && !args.some((part) => output.includes(part))) continue;
    say(output);
    mkdirSync(dirname(inProject(output)), { recursive: true });
    await generate(generator, inProject(output));
  }
}
