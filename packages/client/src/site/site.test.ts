import type { OpenedLink } from "@relais/protocol";
import { describe, expect, it } from "vitest";
import { createClient } from "../client.ts";
import { NetworkError } from "../errors.ts";
import { createSession } from "../session/session.ts";
import { createFakeClock, createFakeServer, FakeRefusal, until } from "../testing/index.ts";
import { createSite } from "./site.ts";

const key = "A".repeat(22);
const visits = `POST /v1/embedded/${key}/visits`;
const conversations = `POST /v1/embedded/${key}/conversations`;

function createWorld() {
  const clock = createFakeClock();
  const server = createFakeServer({ clock });
  const conversation = server.addConversation();
  const opened = (): OpenedLink => ({
    ...server.sessions.signIn(server.cast.awa),
    visit: {
      conversation_id: conversation.id,
      organization: { name: "SOS Dépannage Bamako" },
      call: null,
      expires_at: null,
    },
  });
  const asked: unknown[] = [];
  let word: string | null = "header.payload.signature";
  const common = { baseUrl: server.url, fetch: server.fetch, clock };
  const session = createSession(common);
  const site = createSite({ ...common, site: key, session, identity: async () => word });
  const known = (there: boolean) =>
    server.answerHttp(visits, ({ body }) => {
      asked.push(body);
      return { person: { full_name: "Awa Traoré" }, opened: there ? opened() : null };
    });
  const say = (next: string | null) => {
    word = next;
  };
  return { clock, server, conversation, opened, asked, session, site, known, say };
}

describe("a site of one's own", () => {
  it("N34.3: brings whom it vouches for into their conversation, and a client with them", async () => {
    const { site, known, asked, session, server, clock, conversation } = createWorld();
    known(true);
    const { full_name, talk } = await site.enter();
    expect(full_name).toBe("Awa Traoré");
    expect(talk).toMatchObject({ conversation: conversation.id, viewer: server.cast.awa.id });
    expect(asked).toEqual([{ identity: "header.payload.signature" }]);
    expect(session.state.get()).toMatchObject({ status: "signed_in" });
    const client = createClient({
      ...server.clientOptions(server.cast.awa),
      clock,
      getToken: site.getToken,
    });
    client.start();
    await until(client.connection, (state) => state.status === "connected");
    await client.stop();
  });

  it("says that somebody has said nothing yet, and begins with their first words: once, also after a lost answer", async () => {
    const { site, known, server, opened, session } = createWorld();
    known(false);
    expect(await site.enter()).toEqual({ full_name: "Awa Traoré", talk: null });
    const bodies: { client_id: string }[] = [];
    server.answerHttp(conversations, ({ body }) => {
      bodies.push(body as { client_id: string });
      if (bodies.length === 1) throw new TypeError("the answer is lost");
      return opened();
    });
    await expect(site.begin("Bonjour")).rejects.toBeInstanceOf(NetworkError);
    await site.begin("Bonjour");
    await site.begin("Autre chose");
    expect(bodies[0]).toMatchObject({ identity: "header.payload.signature", text: "Bonjour" });
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]?.client_id).not.toBe(bodies[0]?.client_id);
    expect(session.state.get().status).toBe("signed_in");
  });

  it("N34.4: lets a stranger begin, with a link that this page made", async () => {
    const { site, server, opened, say } = createWorld();
    say(null);
    expect(await site.enter()).toEqual({ full_name: null, talk: null });
    const bodies: unknown[] = [];
    server.answerHttp(conversations, ({ body }) => {
      bodies.push(body);
      return opened();
    });
    await site.begin("Bonjour", { full_name: "Awa" });
    const token = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(bodies).toMatchObject([{ token, guest: { full_name: "Awa" }, text: "Bonjour" }]);
  });

  it("keeps nothing of whoever was here before", async () => {
    const { site, known, session } = createWorld();
    known(true);
    await site.enter();
    known(false);
    await site.enter();
    expect(session.state.get().status).toBe("signed_out");
  });

  it("comes in anew when the session has ended, and is signed out when the word does not hold", async () => {
    const { site, known, session, server, clock } = createWorld();
    known(true);
    await site.enter();
    await clock.advance(15 * 60_000);
    server.sessions.endAll();
    expect(await site.getToken()).toMatch(/^access/);
    await session.signOut();
    server.answerHttp(visits, () => {
      throw new FakeRefusal("identity_expired");
    });
    expect(await site.getToken()).toBeNull();
    server.block("http");
    await expect(site.getToken()).rejects.toBeInstanceOf(NetworkError);
  });
});
