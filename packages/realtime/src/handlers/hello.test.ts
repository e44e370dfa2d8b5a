import { AccessTokens, accessTokenSeconds, type Actor, type Core } from "@relais/core";
import { describe, expect, it } from "vitest";
import { Connection } from "../connections/connection.ts";
import { Registry } from "../connections/registry.ts";
import { Turn } from "../connections/turn.ts";
import type { Realm } from "../realm.ts";
import { FakeTransport, turn } from "../transports/fake-transport.fixture.ts";
import { receive } from "./index.ts";
import { UnderWay } from "./under-way.ts";

const awa: Actor = {
  id: "0197c3de-0000-7000-8000-000000000001",
  organization_id: "0197c3de-0000-7000-8000-000000000002",
  role: "customer",
  full_name: "Awa Traoré",
  sign_in_id: "0197c3de-0000-7000-8000-000000000003",
};

/** A connection to a server whose clock is moved by hand and whose sign-ins have ended or not. */
function setUp({ signedIn = true } = {}) {
  let now = Date.parse("2026-03-02T08:00:00Z");
  const accessTokens = new AccessTokens(Buffer.alloc(32, 7), () => new Date(now));
  const realm = {
    core: {
      accessTokens,
      signIns: { check: async () => signedIn },
      suspensions: { refuse() {} },
      journal: { epoch: "the-epoch-of-this-journal" },
    } as unknown as Core,
    registry: new Registry(),
    presence: { changed() {} },
    frameRate: { perSecond: 50, burst: 200 },
    clock: () => 0,
    underWay: new UnderWay(),
  } as unknown as Realm;
  const transport = new FakeTransport();
  const connection = new Connection(transport, new Turn(), realm.frameRate, 0);
  return {
    transport,
    connection,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
    hello: async () => {
      const { access_token } = accessTokens.issue(awa);
      return JSON.stringify({ type: "hello", version: 1, token: access_token, language: "en" });
    },
    receive: async (text: string) => {
      const before = transport.frames.length;
      receive(realm, connection, text);
      // Checking a signature leaves the turn; the test's own time bounds it.
      while (transport.frames.length === before) await turn();
    },
  };
}

describe("Hello", () => {
  it("N2.5: names what is wrong with a frame in the language of hello", async () => {
    const { receive, transport } = setUp();
    await receive(JSON.stringify({ type: "hello", version: 1, colour: "red" }));
    expect(transport.frames).toMatchObject([
      {
        code: "invalid_body",
        message: expect.stringContaining("Corrigez"),
        fields: { colour: "Ce champ n’existe pas : retirez-le." },
      },
    ]);
  });

  it("N1.3: a token that has ended is refused as such, and the connection closed", async () => {
    const { hello, pass, receive, transport } = setUp();
    const text = await hello();
    pass(accessTokenSeconds + 1);
    await receive(text);
    expect(transport.frames).toMatchObject([
      { type: "refused", code: "token_expired", retry: "sign_in" },
      { type: "bye", code: 4401, reconnect: true },
    ]);
    expect(transport.closedWith).toBe("unauthenticated");
  });

  it("N1.3: a token that still lives is welcomed", async () => {
    const { hello, pass, receive, transport, connection } = setUp();
    const text = await hello();
    pass(accessTokenSeconds - 1);
    await receive(text);
    expect(transport.frames).toMatchObject([{ type: "welcome", user: { id: awa.id } }]);
    expect(connection.identity?.actor).toEqual(awa);
  });

  it("N1.6: a token whose sign-in has ended is refused", async () => {
    const { hello, receive, transport } = setUp({ signedIn: false });
    await receive(await hello());
    expect(transport.frames).toMatchObject([
      { type: "refused", code: "token_invalid" },
      { type: "bye", code: 4401 },
    ]);
  });

  it("N2.3: a hello with both token and ticket leaves the connection as it was", async () => {
    const { hello, receive, transport, connection } = setUp();
    const text = await hello();
    await receive(JSON.stringify({ ...JSON.parse(text), ticket: "one too many" }));
    expect(transport.frames).toMatchObject([{ type: "refused", code: "invalid_body" }]);
    expect(connection.greeted).toBe(false);
    await receive(text);
    expect(transport.frames.at(-1)).toMatchObject({ type: "welcome" });
  });
});
