import { ConfigError, type Environment, quote, valueOf } from "./config-values.ts";

/**
 * A demonstration that others reach has to be wanted by name: everybody knows its passwords. Gives PUBLIC_URL as it
 * is. Throws ConfigError where it is the address of another machine and neither NODE_ENV nor RELAIS_DEMO says anything.
 */
export function refuseUnwantedDemo(
  environment: Environment,
  url: string | undefined,
  demo: boolean,
): string | undefined {
  const wanted = valueOf(environment, "RELAIS_DEMO") !== undefined;
  if (url === undefined || !demo || wanted || isThisMachine(new URL(url).hostname)) return url;
  throw new ConfigError(
    `PUBLIC_URL is ${quote(url)}, where everybody would meet the demonstration, whose passwords are known: put NODE_ENV to production to serve people, or RELAIS_DEMO to 1 to show it.`,
  );
}

const isThisMachine = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
