import { describe, expect, test } from "vitest";
import { destinationOf } from "./destination.ts";

const nobody = new Set<string>();

describe("N14.4: what a request is made to at all", () => {
  test.each([
    ["another scheme", "ftp://relais.example/a"],
    ["a file", "file:///etc/passwd"],
    ["a script", "javascript:alert(1)"],
    ["data", "data:text/html,x"],
    ["a name and a password", "http://awa:secret@relais.example/"],
    ["an empty name", "http://@relais.example/"],
    ["a host before the host", "http://relais.example@127.0.0.1/"],
    ["another port", "http://relais.example:8080/"],
    ["the port of a database", "http://relais.example:5432/"],
    ["a decimal address", "http://2130706433/"],
    ["an octal address", "http://0177.0.0.1/"],
    ["a hexadecimal address", "http://0x7f000001/"],
    ["a short address", "http://127.1/"],
    ["a public address in decimal", "http://134744072/"],
    ["an address in wide digits", "http://１２７.0.0.1/"],
    ["an address with encoded dots", "http://127%2e0%2e0%2e1/"],
    ["a name without a dot", "http://intranet/"],
    ["this machine by name", "http://localhost/"],
    ["this machine below a name", "http://a.localhost/"],
    ["a name with its end", "http://relais.example./"],
    ["a local network", "http://printer.local/"],
    ["the metadata of a cloud", "http://metadata.google.internal/"],
    ["no address", "http://"],
    ["nonsense", "not a link"],
  ])("not %s: %s", (_, link) => {
    expect(destinationOf(link, nobody)).toBeNull();
  });

  test.each([
    ["http://relais.example/a?b=1#c", "relais.example", 80],
    ["https://relais.example", "relais.example", 443],
    ["HTTPS://Relais.Example:443/", "relais.example", 443],
    ["http://8.8.8.8/", "8.8.8.8", 80],
    ["https://[2a00:1450:4007:80c::200e]/", "2a00:1450:4007:80c::200e", 443],
    ["https://exemple.été/", "exemple.xn--t-9fab", 443],
  ])("%s", (link, host, port) => {
    const found = destinationOf(link, nobody);
    expect(found).toMatchObject({ host, port });
    // What stands behind the sign is never sent.
    expect(found?.url.hash).toBe("");
  });

  test("a host and port that the operator named, and only on that port", () => {
    const named = new Set(["127.0.0.1:4000"]);
    expect(destinationOf("http://127.0.0.1:4000/", named)).toMatchObject({ port: 4000 });
    expect(destinationOf("http://127.0.0.1:4001/", named)).toBeNull();
    expect(destinationOf("http://awa:secret@127.0.0.1:4000/", named)).toBeNull();
  });
});
