export { DatabaseStartError } from "./errors.ts";
export { openEmbeddedPostgres } from "./open.ts";
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from "./types.ts";
