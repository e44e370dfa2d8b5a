/** What the program is made of behind its settings: one file in the built server. */
export { createLog } from "./log/log.ts";
export { warnOfFewFiles } from "./open-files.ts";
export { start } from "./start.ts";
