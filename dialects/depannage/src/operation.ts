import type { DialectApp, DialectServices } from "@relais/dialect";

/** One call of this API: its path, its schemas, and the command that answers. */
export type Operation = (app: DialectApp, services: DialectServices) => void;
