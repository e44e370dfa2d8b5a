import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

describe("N14.4: an address outside of the public internet is never asked", () => {
  test.each([
    ["this machine", "127.0.0.1"],
    ["this machine, anywhere in its range", "127.99.0.1"],
    ["this machine, version 6", "::1"],
    ["no address", "0.0.0.0"],
    ["no address, version 6", "::"],
    ["a private network (10)", "10.0.0.1"],
    ["a private network (172.16)", "172.31.255.254"],
    ["a private network (192.168)", "192.168.1.1"],
    ["a private network, version 6", "fd00::1"],
    ["the metadata of a cloud", "169.254.169.254"],
    ["the metadata of a cloud, version 6", "fd00:ec2::254"],
    ["a link", "fe80::1"],
    ["a site, as it was once", "fec0::1"],
    ["a carrier's own network", "100.64.0.1"],
    ["a group", "224.0.0.1"],
    ["a group, version 6", "ff02::1"],
    ["everybody", "255.255.255.255"],
    ["nobody yet", "240.0.0.1"],
    ["nobody yet, version 6", "4000::1"],
    ["measurements", "198.18.0.1"],
    ["documents", "192.0.2.1"],
    ["documents, version 6", "2001:db8::1"],
    ["documents, version 6, newer", "3fff::1"],
    ["protocols", "192.0.0.1"],
    ["a mapped private address", "::ffff:10.0.0.1"],
    ["a mapped public address", "::ffff:8.8.8.8"],
    ["this machine, mapped and in hexadecimal", "::ffff:7f00:1"],
    ["this machine, compatible", "::7f00:1"],
    ["6to4 to a private network", "2002:0a00:0001::1"],
    ["NAT64 to a private network", "64:ff9b::10.0.0.1"],
    ["NAT64 of a local network", "64:ff9b:1::a00:1"],
    ["Teredo", "2001::1"],
    ["what is thrown away", "100::1"],
    ["an address with a zone", "fe80::1%eth0"],
    ["a name", "localhost"],
    ["nothing", ""],
  ])("%s: %s", (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(["8.8.8.8", "196.200.80.1", "172.32.0.1", "100.128.0.1", "2a00:1450:4007:80c::200e"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});
