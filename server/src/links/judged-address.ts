import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import type { Destination } from "./destination.ts";
import { isPublicAddress } from "./public-address.ts";

/** Every address of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type FetchMeans = {
  readonly resolve: Resolve;
  /** `host:port` that may be looked at wherever they lie: the operator's own. */
  readonly allowed: ReadonlySet<string>;
};

export const systemResolve: Resolve = async (host) =>
  (await systemLookup(host, { all: true })).map(({ address }) => address);

/** The address that a request to this destination may be made to, or null: none, or one that is not public. */
export async function addressOf(
  means: FetchMeans,
  { host, port }: Destination,
): Promise<string | null> {
  const addresses = isIP(host) === 0 ? await means.resolve(host) : [host];
  const [first] = addresses;
  if (first === undefined) return null;
  // One private address among public ones is no mistake, but an attempt.
  return means.allowed.has(`${host}:${port}`) || addresses.every(isPublicAddress) ? first : null;
}

/** The connection goes to the very address that was judged, whatever the name means a moment later. */
export function pinnedTo(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, done) => {
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}
