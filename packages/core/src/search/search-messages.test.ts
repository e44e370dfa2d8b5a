import { limits, type SearchHolds, type SearchPage } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { startConsumers } from "../consumers/start-consumers.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { sharedItems } from "../shared/shared-items.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  files,
  memoryFiles,
  readyFile,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { searchIndex } from "./search-index.ts";
import { type Search, searchMessages } from "./search-messages.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
/** Another conversation of the same organization, of other people. */
let neighbours: Conversation;
/** Another organization. */
let outside: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
  room = await createConversation(core, database);
  neighbours = await createConversation(core, database, room.organization_id);
  outside = await createConversation(core, database);
  for (const text of [
    "La batterie est à plat près du marché",
    "Le véhicule BJ-1234-MD démarre mal",
    "The battery light is on",
  ])
    await say(room, text);
  await say(neighbours, "Une batterie de rechange, code secret 7788");
  await say(outside, "Notre batterie à nous");
  await indexed();
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const say = (where: Conversation, text: string, by = where.customer, attachments: string[] = []) =>
  sendMessage(core, by, { conversation_id: where.id, text, client_id: newId(), attachments });

async function indexed(): Promise<void> {
  for (const { organization_id } of [room, outside]) {
    while ((await searchIndex.run(core, organization_id)).more);
  }
}

const search = (actor: Actor, text: string, more: Partial<Search> = {}): Promise<SearchPage> =>
  searchMessages(core, actor, { text, ...more });

async function texts(actor: Actor, text: string, more?: Partial<Search>): Promise<string[]> {
  return (await search(actor, text, more)).hits.map((hit) => hit.text);
}

describe("A search", () => {
  test("finds what was sent a moment ago, while the index gathers", async () => {
    const running = startConsumers(core, [searchIndex]);
    for (let index = 0; index < 150; index += 1) await say(neighbours, `tintement ${index}`);
    expect(await texts(neighbours.customer, "tintement 149")).toEqual(["tintement 149"]);
    await running.stop();
  });

  test("finds a word however it is typed, and as a beginning", async () => {
    const found = ["La batterie est à plat près du marché"];
    expect(await texts(room.worker, "BATTERIE MARCHE")).toEqual(found);
    expect(await texts(room.worker, "batt plat")).toEqual(found);
  });

  test("finds plates with and without their signs", async () => {
    const found = ["Le véhicule BJ-1234-MD démarre mal"];
    for (const plate of ["bj1234md", "BJ 1234 MD", "bj-1234-md", "1234"])
      expect(await texts(room.customer, plate)).toEqual(found);
  });

  test("forgives one letter when nothing is found as it was typed", async () => {
    expect(await texts(room.customer, "vehicle")).toEqual(["Le véhicule BJ-1234-MD démarre mal"]);
    expect(await texts(room.customer, "baterie plat")).toEqual([
      "La batterie est à plat près du marché",
    ]);
  });

  test("gives the newest first, with where the words stand, and by whom and about what it was written", async () => {
    const { hits } = await search(room.worker, "batte");
    expect(hits.map(({ text }) => text)).toEqual([
      "The battery light is on",
      "La batterie est à plat près du marché",
    ]);
    expect(hits[1]).toMatchObject({
      conversation_id: room.id,
      case_id: room.case.id,
      title: "Batterie à plat",
      sender_name: "Awa Traoré",
      highlights: [[3, 11]],
    });
  });

  test("keeps to a conversation, a writer, a kind and a time", async () => {
    const { customer, worker } = room;
    expect(await texts(worker, "batterie", { conversation_id: room.id })).toHaveLength(1);
    expect(await texts(worker, "batterie", { sender_id: worker.id })).toEqual([]);
    expect(await texts(worker, "batterie", { sender_id: customer.id })).toHaveLength(1);
    expect(await texts(worker, "batterie", { kind: "claim" })).toEqual([]);
    expect(await texts(worker, "batterie", { kind: "request" })).toHaveLength(1);
    expect(await texts(worker, "batterie", { since: "2100-01-01T00:00:00Z" })).toEqual([]);
    expect(await texts(worker, "batterie", { until: "2020-01-01T00:00:00Z" })).toEqual([]);
    const range = { since: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" };
    expect(await texts(worker, "batterie", range)).toHaveLength(1);
  });

  test("is read page by page", async () => {
    const talk = await createConversation(core, database, room.organization_id);
    for (let index = 0; index <= limits.searchHits; index += 1)
      await say(talk, `Rendezvous ${index}`);
    await indexed();
    const first = await search(talk.worker, "rendezvous");
    expect(first).toMatchObject({ has_more: true });
    expect(first.hits).toHaveLength(limits.searchHits);
    const before = first.hits.at(-1)?.id;
    const second = await search(talk.worker, "rendezvous", { before });
    expect(second).toMatchObject({ has_more: false });
    expect([...first.hits, ...second.hits].map(({ id }) => id)).toHaveLength(limits.searchHits + 1);
  });

  test("without a word to look for names the field", async () => {
    const { details } = await refusalOf(search(room.worker, "… !"));
    expect(details.fields).toHaveProperty("q");
  });
});

describe("N14.8: a search for what messages hold", () => {
  let talk: Conversation;
  let document: string;

  beforeAll(async () => {
    talk = await createConversation(core, database);
    document = await readyFile(core, talk.customer, talk.id);
    const picture = await readyFile(core, talk.worker, talk.id, await files.photo());
    await say(talk, "Le devis du garage", talk.customer, [document]);
    await say(talk, "", talk.worker, [picture]);
    await say(talk, "Le garage : https://garage.example");
    await say(talk, "Au garage sans rien");
    while ((await searchIndex.run(core, talk.organization_id)).more);
    while ((await sharedItems.run(core, talk.organization_id)).more);
  });

  test("N14.8: with words: only those that hold it as well", async () => {
    const held = (holds: SearchHolds) => texts(talk.worker, "garage", { holds });
    expect(await held("file")).toEqual(["Le devis du garage"]);
    expect(await held("any_file")).toEqual(["Le devis du garage"]);
    expect(await held("link")).toEqual(["Le garage : https://garage.example"]);
    expect(await held("picture")).toEqual([]);
    expect(await held("voice")).toEqual([]);
  });

  test("N14.8: without words: whatever holds it, with its files, newest first", async () => {
    const found = await searchMessages(core, talk.customer, { holds: "any_file" });
    expect(found.hits.map(({ text, highlights }) => [text, highlights])).toEqual([
      ["", []],
      ["Le devis du garage", []],
    ]);
    expect(found.hits[1]?.attachments).toMatchObject([{ id: document, name: "devis.pdf" }]);
    const his = { holds: "any_file", sender_id: talk.worker.id } as const;
    expect((await searchMessages(core, talk.customer, his)).hits).toHaveLength(1);
    const here = { holds: "link", conversation_id: talk.id } as const;
    expect((await searchMessages(core, talk.customer, here)).hits).toHaveLength(1);
  });

  test("N14.8: neither a neighbour nor an outsider finds it, an admin does", async () => {
    const next = await createConversation(core, database, talk.organization_id);
    const admin = await createMember(database, talk.organization_id, "admin");
    const holds = "any_file" as const;
    expect((await searchMessages(core, next.worker, { holds })).hits).toEqual([]);
    expect((await searchMessages(core, outside.worker, { holds })).hits).toEqual([]);
    expect((await searchMessages(core, admin, { holds })).hits).toHaveLength(2);
    const into = { holds, conversation_id: talk.id };
    expect(await codeOf(searchMessages(core, outside.worker, into))).toBe("not_found");
  });

  test("N14.8: with neither words nor that there is nothing to look for", async () => {
    const { code, details } = await refusalOf(searchMessages(core, talk.worker, {}));
    expect(code).toBe("invalid_body");
    expect(details.fields).toHaveProperty("q");
  });
});

describe("P5: a search never finds what its reader may not read", () => {
  test("P5: a neighbour's conversation of the same organization", async () => {
    expect(await texts(room.customer, "rechange")).toEqual([]);
    expect(await texts(room.worker, "7788")).toEqual([]);
    // Not even by what was nearly typed.
    expect(await texts(room.worker, "rechangee")).toEqual([]);
  });

  test("P5: another organization's, by a word or by an id", async () => {
    expect(await texts(outside.worker, "batterie")).toEqual(["Notre batterie à nous"]);
    const into = { conversation_id: room.id };
    expect(await codeOf(search(outside.worker, "batterie", into))).toBe("not_found");
    expect(await codeOf(search(neighbours.worker, "batterie", into))).toBe("forbidden");
  });

  test("P5: an admin finds everything of the organization, and nothing else", async () => {
    const admin = await createMember(database, room.organization_id, "admin");
    const found = await texts(admin, "batterie");
    expect(found).toContain("Une batterie de rechange, code secret 7788");
    expect(found).toContain("La batterie est à plat près du marché");
    expect(found).not.toContain("Notre batterie à nous");
  });
});

describe("P6: the index follows the messages", () => {
  test("P6: an edit is found by its new words only, a deletion by none, not even misspelt", async () => {
    const talk = await createConversation(core, database);
    const { organization_id, customer, worker } = talk;
    const run = async () => {
      while ((await searchIndex.run(core, organization_id)).more);
    };
    const { number } = await say(talk, "Le carburateur fuit");
    await run();
    expect(await texts(worker, "carburateur")).toHaveLength(1);
    await editMessage(core, customer, {
      conversation_id: talk.id,
      number,
      text: "Le radiateur fuit",
    });
    await run();
    expect(await texts(worker, "carburateur")).toEqual([]);
    expect(await texts(worker, "radiateur")).toEqual(["Le radiateur fuit"]);
    await deleteMessage(core, customer, { conversation_id: talk.id, number });
    // At once, before the index knows.
    expect(await texts(worker, "radiateur")).toEqual([]);
    await run();
    expect(await texts(worker, "radiateurr")).toEqual([]);
    const { rows } = await database.owner.query(
      "select word from search_posting where organization_id = $1 union all select unnest(words) from search_message where organization_id = $1",
      [organization_id],
    );
    expect(rows).toEqual([]);
  });

  test("P6: a run that is repeated changes nothing", async () => {
    const postings = async () => {
      const { rows } = await database.owner.query(
        "select word, block, places from search_posting where organization_id = $1 order by word, block",
        [room.organization_id],
      );
      return rows;
    };
    const before = await postings();
    await database.owner.query(
      "update consumer_cursor set transaction_id = '0' where consumer = 'search_index' and organization_id = $1",
      [room.organization_id],
    );
    await indexed();
    expect(await postings()).toEqual(before);
    expect(await searchIndex.run(core, room.organization_id)).toEqual({
      progressed: false,
      more: false,
    });
  });
});
