import type { DialectApp, DialectServices } from "./dialect.ts";

/** One call of a documented API: its path, its schemas, and the command that answers. */
export type Operation = (app: DialectApp, services: DialectServices) => void;
