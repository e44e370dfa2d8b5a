import { describe, expect, it } from "vitest";
import { apiHeaders, pageHeaders } from "./security-headers.ts";

const policyOf = (headers: ReturnType<typeof pageHeaders>) =>
  new Map(headers).get("content-security-policy");

describe("the headers of a page", () => {
  it("allow only what comes from here, nothing inline, in nobody's frame", () => {
    const policy = policyOf(pageHeaders(undefined));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("https:");
  });

  it("name our sockets where our address is known", () => {
    expect(policyOf(pageHeaders("https://relais.example.org"))).toContain(
      "connect-src 'self' wss://relais.example.org",
    );
    expect(policyOf(pageHeaders("http://localhost:3000"))).toContain("ws://localhost:3000");
  });

  it("let pictures come from the operator's map server, and from nowhere else", () => {
    const policy = policyOf(pageHeaders(undefined, ["https://tiles.example.org"]));
    expect(policy).toContain("img-src 'self' data: blob: https://tiles.example.org;");
    expect(policy?.split("https://tiles.example.org")).toHaveLength(2);
  });

  it("say that nothing is guessed and that no address is passed on", () => {
    const headers = new Map(pageHeaders(undefined));
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.has("x-powered-by")).toBe(false);
  });

  it("ask for https only where people come over https", () => {
    expect(new Map(pageHeaders(undefined)).has("strict-transport-security")).toBe(false);
    expect(
      new Map(pageHeaders("https://relais.example.org")).get("strict-transport-security"),
    ).toBe("max-age=31536000");
  });
});

describe("the headers of an answer for programs", () => {
  it("forbid to run it, to frame it and to keep it", () => {
    expect(Object.fromEntries(apiHeaders(undefined))).toEqual({
      "content-security-policy": "default-src 'none';frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  });
});
