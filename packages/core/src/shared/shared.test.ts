import { limits, type SharedCategory, type SharedItem } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  files,
  memoryFiles,
  mostRowsRead,
  plannings,
  readyFile,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { listShared } from "./list-shared.ts";
import { sharedItems } from "./shared-items.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

const send = async (text: string, attachments: string[] = []): Promise<number> => {
  const message = { conversation_id: room.id, text, client_id: newId(), attachments };
  return (await sendMessage(core, room.customer, message)).number;
};

async function indexed(): Promise<void> {
  while ((await sharedItems.run(core, room.organization_id)).more);
}

async function listed(category: SharedCategory, actor: Actor = room.worker): Promise<SharedItem[]> {
  const items: SharedItem[] = [];
  let before: number | undefined;
  do {
    const page = await listShared(core, actor, { conversation_id: room.id, category, before });
    items.push(...page.items);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return items;
}

describe("N14.6: what a conversation holds", () => {
  test("N14.6: pictures, other files and links apart, newest first, with who brought them", async () => {
    const picture = await readyFile(core, room.customer, room.id, await files.photo());
    const document = await readyFile(core, room.customer, room.id);
    const first = await send("Voici", [picture, document]);
    const second = await send("https://a.example puis https://b.example, et https://a.example");
    await send("rien à garder");
    await indexed();
    const [photo, ...noMore] = await listed("picture");
    expect(noMore).toEqual([]);
    expect(photo).toMatchObject({
      number: first,
      sender_id: room.customer.id,
      sender_name: room.customer.full_name,
      file: { id: picture, type: "image/jpeg" },
    });
    expect((await listed("file")).map(({ file }) => file?.id)).toEqual([document]);
    expect((await listed("link")).map(({ number, link }) => [number, link])).toEqual([
      [second, "https://a.example"],
      [second, "https://b.example"],
    ]);
    expect(await listed("voice")).toEqual([]);
  });

  test("N14.6: what was deleted or edited away is gone at once, before the index knows", async () => {
    const document = await readyFile(core, room.customer, room.id);
    const sent = await send("https://a.example", [document]);
    const kept = await send("https://b.example et https://c.example");
    await indexed();
    await deleteMessage(core, room.customer, { conversation_id: room.id, number: sent });
    await editMessage(core, room.customer, {
      conversation_id: room.id,
      number: kept,
      text: "https://c.example et https://d.example",
    });
    expect(await listed("file")).toEqual([]);
    expect((await listed("link")).map(({ link }) => link)).toEqual(["https://c.example"]);
    await indexed();
    expect((await listed("link")).map(({ link }) => link)).toEqual([
      "https://c.example",
      "https://d.example",
    ]);
    const { rows } = await database.owner.query(
      "select number from shared_item where conversation_id = $1 and number = $2",
      [room.id, sent],
    );
    expect(rows).toEqual([]);
  });

  test("N14.6: pages end between messages, and together they are everything, once", async () => {
    const wanted: string[] = [];
    for (let message = 0; message < 30; message += 1) {
      const links = Array.from(
        { length: 7 },
        (_, index) => `https://a.example/${message}/${index}`,
      );
      wanted.unshift(...links);
      await send(links.join(" "));
    }
    await indexed();
    expect((await listed("link")).map(({ link }) => link)).toEqual(wanted);
    const page = await listShared(core, room.worker, {
      conversation_id: room.id,
      category: "link",
    });
    expect(page.items.length).toBeLessThanOrEqual(limits.sharedItems);
    expect(page.items.length % 7).toBe(0);
  });

  test("N14.6: a repetition changes nothing, and ten links of a message are kept", async () => {
    await send(Array.from({ length: 15 }, (_, index) => `https://a.example/${index}`).join(" "));
    await indexed();
    const before = await listed("link");
    await database.owner.query(
      "update consumer_cursor set transaction_id = '0' where consumer = 'shared_items' and organization_id = $1",
      [room.organization_id],
    );
    await indexed();
    expect(await listed("link")).toEqual(before);
    expect(before).toHaveLength(10);
  });

  test("N14.6: an admin sees it, a neighbour and an outsider see nothing", async () => {
    await send("https://a.example");
    await indexed();
    const admin = await createMember(database, room.organization_id, "admin");
    expect(await listed("link", admin)).toHaveLength(1);
    const neighbours = await createConversation(core, database, room.organization_id);
    expect(await codeOf(listed("link", neighbours.worker))).toBe("forbidden");
    const outside = await createConversation(core, database);
    expect(await codeOf(listed("link", outside.worker))).toBe("not_found");
  });
});

describe("What is read of a long conversation", () => {
  let long: Conversation;

  beforeAll(async () => {
    long = await createConversation(core, database);
    const elsewhere = newId();
    for (const id of [long.id, elsewhere]) {
      await database.owner.query(
        `with said as (
           insert into message (conversation_id, number, organization_id, id, seq, kind, sender_id, text, created_at)
           select $1, 10 + one, $2, gen_random_uuid(), 10 + one, 'text', $3, 'https://a.example', now()
           from generate_series(1, 20000) one returning number)
         insert into shared_item (conversation_id, category, number, place, organization_id, link)
         select $1, 'link', number, 0, $2, 'https://a.example' from said`,
        [id, long.organization_id, long.customer.id],
      );
    }
  });

  test.each(plannings)("N14.6: is a page ($name)", async (planning) => {
    for (const analyzed of [false, true]) {
      if (analyzed) await database.owner.query("analyze message, shared_item");
      for (const table of ["shared_item", "message"]) {
        const statement = "select * from list_shared($1, $2, 'link', $3, $4)";
        const values = [`{${long.organization_id}}`, long.id, 10_000, limits.sharedItems];
        const read = await mostRowsRead(database, planning, table, statement, values);
        expect(read).toBeGreaterThanOrEqual(limits.sharedItems);
        expect(read).toBeLessThanOrEqual(limits.sharedItems + 10);
      }
    }
  });
});
