import { isIP } from "node:net";
import { ConfigError, type Environment, quote, valueOf } from "./config-values.ts";

/** What an address of another program may hold. */
export type AddressRule = {
  readonly protocols: readonly string[];
  readonly path: RegExp;
  /** Whether it may name who comes, with a password. */
  readonly user: boolean;
  readonly query: boolean;
  /** For the sentence. */
  readonly example: string;
};

/**
 * A whole address, as it was put: what the program behind it would ignore or misread is refused here, where the sentence can
 * say which setting it was. The value is never repeated: it may hold a password.
 */
export function readAddress(
  environment: Environment,
  name: string,
  rule: AddressRule,
): string | undefined {
  const value = valueOf(environment, name);
  if (value === undefined || isAddress(value, rule)) return value;
  const special = rule.user ? ", with the signs of a password that are special as %23 or %40" : "";
  throw new ConfigError(
    `${name} is not a complete address: put something like ${rule.example}${special}.`,
  );
}

function isAddress(value: string, { protocols, path, user, query }: AddressRule): boolean {
  const url = URL.parse(value);
  if (url === null || !protocols.includes(url.protocol)) return false;
  const named = url.hostname !== "" || (query && Boolean(url.searchParams.get("host")));
  const wanted = path.test(url.pathname) && (query || url.search === "") && url.hash === "";
  const who = user || (url.username === "" && url.password === "");
  return named && wanted && who && url.port !== "0" && isEscaped(value);
}

/** A `%` that was not written as `%25` fails later, without a word on where it stood. */
function isEscaped(value: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(value);
}

/** Scheme and host of a site, as browsers say them. */
export function readOrigin(
  environment: Environment,
  name: string,
  example: string,
): string | undefined {
  const value = valueOf(environment, name);
  if (value === undefined) return undefined;
  const origin = originOf(value);
  if (origin !== undefined) return origin;
  throw new ConfigError(
    `${name} is not the address of a site: put scheme and host without a path, like ${example}.`,
  );
}

/** Several with commas. */
export function readOrigins(environment: Environment, name: string, example: string): string[] {
  const named = valueOf(environment, name)?.split(",") ?? [];
  const origins = named.map((one) => originOf(one.trim()));
  const wrong = origins.indexOf(undefined);
  if (wrong === -1) return [...new Set(origins.flatMap((one) => one ?? []))];
  const which =
    named.length === 1
      ? "is not the address of a site"
      : `has no address of a site at place ${wrong + 1}`;
  throw new ConfigError(
    `${name} ${which}: put scheme and host without a path, like ${example}, several with commas.`,
  );
}

function originOf(value: string): string | undefined {
  const url = URL.parse(value);
  const isOrigin =
    url !== null &&
    (url.protocol === "https:" || url.protocol === "http:") &&
    // Browsers never send a pattern as their origin: it would let nobody in.
    !url.hostname.includes("*") &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "" &&
    url.username === "" &&
    url.password === "";
  return isOrigin ? url.origin : undefined;
}

/** A name, an IPv4 or an IPv6 address, without brackets or port. */
export function isHost(value: string): boolean {
  const isName = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_-]*[a-z0-9_])*$/i.test(value);
  // Four numbers that are no address would be looked up as a name.
  return isIP(value) !== 0 || (isName && !/^[\d.]+$/.test(value));
}

export function isPort(value: string, least = 1): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= 65_535;
}

export function readPort(environment: Environment, name: string, usual: number): number {
  const value = valueOf(environment, name) ?? String(usual);
  if (isPort(value, 0)) return Number(value);
  throw new ConfigError(
    `${name} is ${quote(value)}: put a whole number from 1 to 65535, or 0 for any free port.`,
  );
}

export function readHost(environment: Environment): string | undefined {
  const value = valueOf(environment, "HOST");
  if (value === undefined || isHost(value)) return value;
  throw new ConfigError(
    `HOST is ${quote(value)}: put an address to listen on, such as 127.0.0.1 or 0.0.0.0, without scheme or port.`,
  );
}

/** `host:port`, several with commas; `usual` is one, for the sentence. */
export function readPlaces(environment: Environment, name: string, usual: string): string[] {
  const named = valueOf(environment, name)?.split(",") ?? [];
  const places = named.map((one) => one.trim().toLowerCase());
  const wrong = places.find((one) => !isPlace(one));
  if (wrong === undefined) return places;
  throw new ConfigError(
    `${name} holds ${quote(wrong)}: put host:port, several with commas, such as ${usual}.`,
  );
}

function isPlace(value: string): boolean {
  const at = value.lastIndexOf(":");
  const host = value.slice(0, Math.max(at, 0));
  return isHost(host) && isPort(value.slice(at + 1));
}
