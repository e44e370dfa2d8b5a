import type {
  FileAddress,
  HistoryPage,
  Message,
  MessageReceiptsPage,
  Refusal,
  SearchPage,
  SharedPage,
} from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { cast, TestServer } from "../testing/test-server.ts";
import { page, WebSite } from "../testing/web-site.ts";

let site: WebSite;
let server: TestServer;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

beforeAll(async () => {
  site = await WebSite.open({
    "/batterie": page("Batterie à plat", '<meta property="og:image" content="/photo.png">'),
    "/photo.png": (_request, response) =>
      void response.writeHead(200, { "content-type": "image/png" }).end(png),
  });
  const allowed = [`127.0.0.1:${site.port}`];
  server = await TestServer.start({ linkPreviews: { allowed } });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await site.close();
});

async function send(conversation: string, text: string): Promise<void> {
  const token = await server.token(cast.awa);
  const path = `/v1/conversations/${conversation}/messages`;
  expect((await server.call(path, { body: { text }, token })).status).toBe(201);
}

async function newest(conversation: string, who: string): Promise<Message | undefined> {
  const token = await server.token(who);
  const path = `/v1/conversations/${conversation}/messages`;
  return (await server.call<HistoryPage>(path, { token })).body.messages.at(-1);
}

const refused = async (path: string, who: string) => {
  const answer = await server.call<Refusal>(path, { token: await server.token(who) });
  return [answer.status, answer.body.code];
};

describe("The whole server", () => {
  test("N14.1, N14.3: looks at a link, and serves the picture of the page itself", async () => {
    const conversation = await server.newConversation();
    const link = `http://127.0.0.1:${site.port}/batterie`;
    await send(conversation, `Regardez ${link}`);
    const preview = await vi.waitFor(
      async () => {
        const card = (await newest(conversation, cast.moussa))?.preview;
        expect(card).toMatchObject({ link, title: "Batterie à plat" });
        return card;
      },
      { timeout: 20_000, interval: 50 },
    );
    const { picture } = preview ?? {};
    expect(picture).toMatchObject({ width: 1, height: 1 });
    const token = await server.token(cast.moussa);
    const body = { ids: [picture?.id] };
    const path = `/v1/conversations/${conversation}/files`;
    const { files } = (await server.call<{ files: FileAddress[] }>(path, { body, token })).body;
    const drawn = await server.call(files[0]?.thumbnail ?? "");
    expect(drawn.headers.get("content-type")).toBe("image/webp");
    expect(server.log).not.toContain("/batterie");
  });

  test("N14.4: does not look at itself, nor at anything else on this machine", async () => {
    const conversation = await server.newConversation();
    const asked = site.asked.length;
    await send(conversation, `http://localhost:${site.port}/batterie`);
    await send(conversation, `${server.url}/healthz`);
    // A link that is looked at comes after them, and has its card: theirs were decided.
    await send(conversation, `http://127.0.0.1:${site.port}/batterie`);
    await vi.waitFor(
      async () => expect((await newest(conversation, cast.awa))?.preview).toBeDefined(),
      { timeout: 20_000, interval: 50 },
    );
    const token = await server.token(cast.awa);
    const path = `/v1/conversations/${conversation}/messages`;
    const { messages } = (await server.call<HistoryPage>(path, { token })).body;
    expect(messages.filter(({ preview }) => preview !== undefined)).toHaveLength(1);
    // The same page was known already.
    expect(site.asked.length).toBe(asked);
  });

  test("N14.6: lists what a conversation holds, to its readers only", async () => {
    const conversation = await server.newConversation();
    await send(conversation, "https://garage.example/a");
    const path = `/v1/conversations/${conversation}/shared`;
    const token = await server.token(cast.moussa);
    await vi.waitFor(
      async () => {
        const { body } = await server.call<SharedPage>(`${path}?category=link`, { token });
        expect(body).toMatchObject({ items: [{ link: "https://garage.example/a" }], next: null });
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(await refused(`${path}?category=link`, cast.stranger)).toEqual([403, "forbidden"]);
    expect(await refused(`${path}?category=link`, cast.oscar)).toEqual([404, "not_found"]);
    expect(await refused(`${path}?category=everything`, cast.moussa)).toEqual([
      400,
      "invalid_body",
    ]);
    expect(await refused(path, cast.moussa)).toEqual([400, "invalid_body"]);
  });

  test("N14.7: tells who read a message and when, to its readers only", async () => {
    const conversation = await server.newConversation();
    await send(conversation, "Vous êtes là ?");
    const token = await server.token(cast.moussa);
    const read = `/v1/conversations/${conversation}/receipts`;
    await server.call(read, { body: { read: 2 }, token });
    const path = `/v1/conversations/${conversation}/messages/2/receipts`;
    const { body } = await server.call<MessageReceiptsPage>(path, {
      token: await server.token(cast.awa),
    });
    expect(body).toMatchObject({
      people: [{ full_name: "Moussa Keïta", read_at: expect.stringMatching(/^\d{4}-.*Z$/) }],
      next: null,
    });
    expect(await refused(path, cast.stranger)).toEqual([403, "forbidden"]);
    expect(await refused(path, cast.oscar)).toEqual([404, "not_found"]);
  });

  test("N14.8: searches for what messages hold, and names what is missing", async () => {
    const token = await server.token(cast.awa);
    await vi.waitFor(
      async () => {
        const { body } = await server.call<SearchPage>("/v1/search?holds=link", { token });
        expect(body.hits.map(({ text }) => text)).toContain("https://garage.example/a");
      },
      { timeout: 20_000, interval: 50 },
    );
    const outsider = await server.token(cast.oscar);
    const none = await server.call<SearchPage>("/v1/search?holds=link", { token: outsider });
    expect(none.body.hits).toEqual([]);
    expect(await refused("/v1/search", cast.awa)).toEqual([400, "invalid_body"]);
    expect(await refused("/v1/search?holds=all", cast.awa)).toEqual([400, "invalid_body"]);
  });
});
