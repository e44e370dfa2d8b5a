import { join, resolve } from "node:path";

export const project = resolve(import.meta.dirname, "../..");
/** Where the built server lies. */
export const folder = join(project, "server", "dist");
