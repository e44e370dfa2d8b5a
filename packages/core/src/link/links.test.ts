import type { LinkPreview } from "@relais/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningConsumers, startConsumers } from "../consumers/start-consumers.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { eraseUnsent } from "../file/erase-unsent.ts";
import { fileAddresses } from "../file/file-addresses.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { sharedItems } from "../shared/shared-items.ts";
import {
  type Conversation,
  createConversation,
  files,
  memoryFiles,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { type LinkPreviewer, startLinkPreviewer } from "./link-previewer.ts";
import type { FoundPage, ReadLink } from "./means.ts";
import { previewLinks } from "./preview-links.ts";

const never = new AbortController().signal;
const link = "https://garage.example/batterie";
const found: FoundPage = {
  title: "Batterie à plat",
  description: "Que faire ?",
  site: "Garage",
  picture: null,
};
/** The network's double: what it is asked, and what it says. The real one is server/src/links. */
const read = vi.fn<ReadLink>(async () => found);
const clock = new TestClock();
const { means, objects } = memoryFiles();
let database: TestDatabase;
let core: Core;
let room: Conversation;
let consumers: RunningConsumers | undefined;
let previewer: LinkPreviewer | undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: means, readLink: read, now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  read.mockReset();
  read.mockResolvedValue(found);
});

afterEach(async () => {
  await consumers?.stop();
  await previewer?.stop();
  consumers = undefined;
  previewer = undefined;
});

const send = async (text: string): Promise<number> =>
  (await sendMessage(core, room.customer, { conversation_id: room.id, text, client_id: newId() }))
    .number;
const edit = (number: number, text: string) =>
  editMessage(core, room.customer, { conversation_id: room.id, number, text });

/** Without waiting: what the journal holds is gone through, then every link that is due. */
async function lookAtAll(by = core): Promise<void> {
  while ((await sharedItems.run(by, room.organization_id)).more);
  while ((await previewLinks(by, room.organization_id, read, never)) > 0);
}

async function cardOf(number: number): Promise<LinkPreview | undefined> {
  const { messages } = await openConversation(core, room.worker, room.id);
  return messages.find((message) => message.number === number)?.preview;
}

async function journal(): Promise<string> {
  const { events } = await listEvents(core, room.worker, room.id, 0);
  return JSON.stringify(events);
}

describe("N14.1: a message with a link is given a card", () => {
  test("N14.1: by an event of its journal, in snapshots and in pages of history", async () => {
    consumers = startConsumers(core);
    previewer = startLinkPreviewer(core);
    const number = await send(`Regardez ${link}.`);
    const card = {
      link,
      title: "Batterie à plat",
      description: "Que faire ?",
      site: "Garage",
      picture: null,
    };
    await vi.waitFor(async () => expect(await cardOf(number)).toEqual(card), { timeout: 10_000 });
    const { events } = await listEvents(core, room.worker, room.id, 0);
    expect(events.at(-1)).toMatchObject({
      type: "message.previewed",
      actor_id: null,
      data: { number, preview: card },
    });
    const page = JSON.parse(await readHistory(core, room.worker, room.id));
    expect(page.messages.at(-1).preview).toEqual(card);
    expect(read.mock.calls).toEqual([[link, expect.anything()]]);
  });

  test("N14.1: the first link only, written out with its scheme", async () => {
    await send("garage.example, puis javascript:alert(1) et ftp://garage.example/a");
    const number = await send("(http://un.example/a) et https://deux.example");
    await lookAtAll();
    expect(read.mock.calls.map(([asked]) => asked)).toEqual(["http://un.example/a"]);
    expect((await cardOf(number))?.link).toBe("http://un.example/a");
  });

  test("N14.1: none when the page says nothing; the message stays as it is", async () => {
    read.mockResolvedValue(null);
    const number = await send(link);
    await lookAtAll();
    expect(await cardOf(number)).toBeUndefined();
    expect(await journal()).not.toContain("previewed");
  });

  test("N14.1: once, however often the journal is gone through", async () => {
    await send(link);
    await lookAtAll();
    await database.owner.query(
      "update consumer_cursor set transaction_id = '0' where consumer = 'shared_items' and organization_id = $1",
      [room.organization_id],
    );
    await lookAtAll();
    expect(read).toHaveBeenCalledTimes(1);
    expect((await journal()).match(/message\.previewed/g)).toHaveLength(1);
  });

  test("N14.1: not for what was written long ago, nor where the operator wants none", async () => {
    await send(link);
    clock.pass(25 * 3_600_000);
    await lookAtAll();
    const without = await testCore(database, { files: means, now: clock.now });
    try {
      await send(link);
      await lookAtAll(without);
      await startLinkPreviewer(without).stop();
    } finally {
      await without.close();
    }
    expect(read).not.toHaveBeenCalled();
  });
});

describe("N14.2: a card goes with its link", () => {
  test("N14.2: it stays while the text changes around it, and another link has its own", async () => {
    const number = await send(`${link} merci`);
    await lookAtAll();
    await edit(number, `${link} merci bien`);
    await lookAtAll();
    expect((await cardOf(number))?.link).toBe(link);
    expect(read).toHaveBeenCalledTimes(1);
    await edit(number, "https://garage.example/autre");
    expect(await cardOf(number)).toBeUndefined();
    await lookAtAll();
    expect((await cardOf(number))?.link).toBe("https://garage.example/autre");
    await edit(number, "plus rien");
    await lookAtAll();
    expect(await cardOf(number)).toBeUndefined();
  });

  test("N14.2: it comes too late when the message was edited or deleted meanwhile", async () => {
    const edited = await send(link);
    const deleted = await send("https://garage.example/autre");
    while ((await sharedItems.run(core, room.organization_id)).more);
    await edit(edited, "rien");
    await deleteMessage(core, room.customer, { conversation_id: room.id, number: deleted });
    await previewLinks(core, room.organization_id, read, never);
    expect(await cardOf(edited)).toBeUndefined();
    expect(await journal()).not.toContain("previewed");
  });

  test("N14.2: after a deletion nothing that is read says what the page said, and its picture goes", async () => {
    read.mockResolvedValue({ ...found, title: "Recette secrète", picture: await files.photo() });
    const number = await send("https://garage.example/secret");
    await lookAtAll();
    const picture = (await cardOf(number))?.picture?.id ?? "";
    expect(await fileAddresses(core, room.worker, room.id, [picture])).toHaveLength(1);
    await deleteMessage(core, room.customer, { conversation_id: room.id, number });
    expect(await journal()).not.toMatch(/secret/i);
    expect(await readHistory(core, room.worker, room.id)).not.toMatch(/secret/i);
    expect(await fileAddresses(core, room.worker, room.id, [picture])).toEqual([]);
    await eraseUnsent(core);
    expect([...objects.keys()].filter((key) => key.includes(picture))).toEqual([]);
  });
});

describe("N14.3: a picture is drawn anew and served by us", () => {
  test("N14.3: with its size and its blur, as a file of the conversation", async () => {
    read.mockResolvedValue({ ...found, picture: await files.photo(800, 420) });
    const number = await send(link);
    await lookAtAll();
    const picture = (await cardOf(number))?.picture;
    expect(picture).toMatchObject({ width: expect.any(Number), placeholder: expect.any(String) });
    const stored = [...objects].filter(([key]) => key.includes(picture?.id ?? "none"));
    expect(stored).toHaveLength(2);
    for (const [, bytes] of stored) expect(Buffer.from(bytes).includes("GPS")).toBe(false);
    // The neighbour's conversation does not give it out.
    const neighbours = await createConversation(core, database, room.organization_id);
    const asked = await fileAddresses(core, neighbours.worker, neighbours.id, [picture?.id ?? ""]);
    expect(asked).toEqual([]);
  });

  test.each([
    ["a script in a drawing", files.svg],
    ["a page", files.html],
    ["a bomb", files.pixelBomb()],
    ["nothing", Buffer.alloc(0)],
  ])("N14.3: the card has none when it is %s", async (_, picture) => {
    read.mockResolvedValue({ ...found, picture });
    const number = await send(link);
    await lookAtAll();
    expect(await cardOf(number)).toMatchObject({ title: "Batterie à plat", picture: null });
  });

  test("N14.3: nor when the operator's scanner does not find it clean", async () => {
    const suspicious = await testCore(database, {
      files: { ...means, scan: async () => "unavailable" },
      readLink: read,
      now: clock.now,
    });
    try {
      read.mockResolvedValue({ ...found, picture: await files.photo() });
      const number = await send(link);
      await lookAtAll(suspicious);
      expect((await cardOf(number))?.picture).toBeNull();
    } finally {
      await suspicious.close();
    }
  });

  test("N14.3: what was drawn and never shown is erased within a day", async () => {
    read.mockImplementation(async () => {
      await edit(number, "rien");
      return { ...found, picture: await files.photo() };
    });
    const number = await send(link);
    const before = objects.size;
    await lookAtAll();
    expect(objects.size).toBe(before + 2);
    clock.pass(25 * 3_600_000);
    await eraseUnsent(core);
    expect(objects.size).toBe(before);
  });
});

describe("P6: a link is looked at, whatever happens", () => {
  test("P6: a server that ended in between leaves it to another, when its time is over", async () => {
    const number = await send(link);
    while ((await sharedItems.run(core, room.organization_id)).more);
    const ended = new AbortController();
    read.mockImplementationOnce(async (_link, signal) => {
      ended.abort();
      signal.throwIfAborted();
      return found;
    });
    await previewLinks(core, room.organization_id, read, ended.signal);
    // Held by the one that ended.
    expect(await previewLinks(core, room.organization_id, read, never)).toBe(0);
    clock.pass(3 * 60_000);
    await lookAtAll();
    expect((await cardOf(number))?.title).toBe("Batterie à plat");
  });

  test("P6: one that ends whoever looks at it is left after three times", async () => {
    await send(link);
    while ((await sharedItems.run(core, room.organization_id)).more);
    read.mockRejectedValue(new Error("not today"));
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await previewLinks(core, room.organization_id, read, never);
      clock.pass(3 * 60_000);
    }
    expect(read).toHaveBeenCalledTimes(3);
    const { rows } = await database.owner.query(
      "select from wanted_link where organization_id = $1",
      [room.organization_id],
    );
    expect(rows).toEqual([]);
  });

  test("P6: two servers do not look at the same link", async () => {
    for (let index = 0; index < 20; index += 1) await send(`https://garage.example/${index}`);
    while ((await sharedItems.run(core, room.organization_id)).more);
    await Promise.all([lookAtAll(), lookAtAll()]);
    expect(read).toHaveBeenCalledTimes(20);
    expect((await journal()).match(/message\.previewed/g)).toHaveLength(20);
  });

  test("P6: many are looked at a few at a time", async () => {
    let now = 0;
    let most = 0;
    read.mockImplementation(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return null;
    });
    for (let index = 0; index < 30; index += 1) await send(`https://garage.example/${index}`);
    await lookAtAll();
    expect(read).toHaveBeenCalledTimes(30);
    expect(most).toBeLessThanOrEqual(4);
  });

  test("stopping breaks off what is under way", async () => {
    await send(link);
    while ((await sharedItems.run(core, room.organization_id)).more);
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    read.mockImplementation(
      (_link, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("stopped")));
          resolve();
        }),
    );
    previewer = startLinkPreviewer(core);
    await asked;
    await previewer.stop();
    expect(await journal()).not.toContain("previewed");
  });
});
