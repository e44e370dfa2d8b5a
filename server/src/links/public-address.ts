import ipaddr from "ipaddr.js";

/** What of IPv6 is given out to networks at all; everything else is special, or not yet anything. */
const givenOut = ipaddr.IPv6.parseCIDR("2000::/3");
/** For documents only (RFC 9637). */
const documentation = ipaddr.IPv6.parseCIDR("3fff::/20");

/**
 * Whether an address lies in the public internet. What carries an IPv4 address inside (mapped, 6to4, NAT64,
 * Teredo) does not count: where it leads is decided by somebody else.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv4) return true;
  return parsed.match(givenOut) && !parsed.match(documentation);
}
