import { createSigner } from "fast-jwt";
import { describe, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import { AccessTokens, accessTokenSeconds } from "./access-tokens.ts";

const secret = Buffer.alloc(32, 7);
const awa: Actor = {
  id: "0197c3de-0000-7000-8000-000000000001",
  organization_id: "0197c3de-0000-7000-8000-000000000002",
  role: "customer",
  full_name: "Awa Traoré",
  sign_in_id: "0197c3de-0000-7000-8000-000000000003",
};
const start = Date.parse("2026-03-02T08:00:00Z");
const claims = {
  iss: "relais",
  sub: awa.id,
  org: awa.organization_id,
  role: awa.role,
  name: awa.full_name,
  sid: awa.sign_in_id,
  iat: start / 1_000,
  exp: start / 1_000 + 60,
};

/** A server whose clock is moved by hand. */
function setUp() {
  let now = start;
  const tokens = new AccessTokens(secret, () => new Date(now));
  return {
    tokens,
    token: tokens.issue(awa).access_token,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
    expectRefused: (token: string, code = "token_invalid") =>
      expect(() => tokens.verify(token)).toThrow(expect.objectContaining({ code })),
  };
}

describe("Access tokens", () => {
  it("say who their bearer is, and until when", () => {
    const { tokens, token } = setUp();
    const expires_at = new Date(start + accessTokenSeconds * 1_000);
    expect(tokens.verify(token)).toEqual({ actor: awa, expires_at });
  });

  it("keep a guest to one conversation", () => {
    const { tokens } = setUp();
    const guest = { conversation_id: "0197c3de-0000-7000-8000-000000000004" };
    const { access_token } = tokens.issue({ ...awa, guest });
    expect(tokens.verify(access_token).actor).toEqual({ ...awa, guest });
  });

  it("are those of any JWT library: signed with the secret, they hold", () => {
    const { tokens } = setUp();
    const token = createSigner({ key: secret, algorithm: "HS256" })(claims);
    expect(tokens.verify(token).actor).toEqual(awa);
  });

  it("end at their second, not after it", () => {
    const { tokens, token, pass, expectRefused } = setUp();
    pass(accessTokenSeconds - 1);
    expect(tokens.verify(token).actor).toEqual(awa);
    pass(1);
    expectRefused(token, "token_expired");
  });

  it("are refused when one character of them is another", () => {
    const { token, expectRefused } = setUp();
    for (let at = 0; at < token.length; at += 1) {
      const others = ["A", "B", "-", ".", "=", "é"].filter((other) => other !== token[at]);
      for (const other of others) {
        expectRefused(token.slice(0, at) + other + token.slice(at + 1));
      }
    }
  });

  it("have one spelling: letters that share the lower bits are others, and so are other last bits", () => {
    const { token, expectRefused } = setUp();
    for (let at = 0; at < token.length; at += 1) {
      const higher = String.fromCharCode(token.charCodeAt(at) + 256);
      expectRefused(token.slice(0, at) + higher + token.slice(at + 1));
    }
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = alphabet.indexOf(token.at(-1) ?? "");
    // The last letter of a signature carries four bits of it and two that mean nothing.
    for (let unused = 1; unused < 4; unused += 1) {
      expectRefused(token.slice(0, -1) + alphabet[last ^ unused]);
    }
    for (const longer of [`${token}=`, `${token}A`, `${token}.`, ` ${token}`, `${token}\n`]) {
      expectRefused(longer);
    }
  });

  it("are refused without a signature, of another secret, or by another algorithm, whatever they claim", () => {
    const { expectRefused } = setUp();
    expectRefused(createSigner({ algorithm: "none" })(claims));
    expectRefused(createSigner({ key: Buffer.alloc(32, 8), algorithm: "HS256" })(claims));
    expectRefused(createSigner({ key: secret, algorithm: "HS512" })(claims));
    expectRefused(
      createSigner({ key: secret, algorithm: "HS256", header: { alg: "HS256", crit: ["x"] } })(
        claims,
      ),
    );
  });

  it("are refused when they claim less than a token of ours does, though they are signed", () => {
    const { expectRefused } = setUp();
    const sign = createSigner({ key: secret, algorithm: "HS256", noTimestamp: true });
    for (const name of Object.keys(claims)) {
      const less = Object.entries(claims).filter(([other]) => other !== name);
      expectRefused(sign(Object.fromEntries(less)));
    }
    for (const other of [{ iss: "another" }, { role: "owner" }, { sub: "" }]) {
      expectRefused(sign({ ...claims, ...other }));
    }
  });

  it("are refused when they are no tokens at all", () => {
    const { token, expectRefused } = setUp();
    const [header = "", payload = "", signature = ""] = token.split(".");
    const parts = [header, payload, signature];
    for (const text of ["", ".", "..", "a.b.c", header, `${header}.`, `${header}..`])
      expectRefused(text);
    for (const part of parts) expectRefused(parts.filter((other) => other !== part).join("."));
    expectRefused(`${header}.${signature}`);
    expectRefused(`${token}.${signature}`);
  });
});
