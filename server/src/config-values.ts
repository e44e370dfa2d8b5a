/** How single values of the environment are read; `config.ts` says which there are. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that stops the start. The message is one sentence for the operator: its name, and what to put. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** An empty value is a value not given: `PORT= npm start`. */
export function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}

export function readSwitch(environment: Environment, name: string): boolean | undefined {
  const value = valueOf(environment, name);
  if (value === undefined) return undefined;
  if (value === "1" || value === "true") return true;
  if (value === "0" || value === "false") return false;
  throw new ConfigError(`${name} is ${quote(value)}: put 1 for on or 0 for off.`);
}

/** Short and on one line, whatever was put. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
