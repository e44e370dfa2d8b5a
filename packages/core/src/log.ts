/**
 * What core needs of a logger (pino fits). Levels have one meaning each: `error` someone must act,
 * `warn` it healed by itself but should not repeat, `info` an operator's milestones, `debug` the rest.
 */
export type Log = {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  info(details: object, message: string): void;
  debug(details: object, message: string): void;
};

export const silentLog: Log = { error() {}, warn() {}, info() {}, debug() {} };
