import { limits } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Core } from "../core.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  memoryFiles,
  readyFile,
  startTestDatabase,
  TestClock,
  type TestDatabase,
  testCore,
  voices,
} from "../testing/index.ts";
import { eraseUnsent } from "./erase-unsent.ts";
import { fileAddresses } from "./file-addresses.ts";
import { openFile } from "./open-file.ts";
import { startUpload } from "./start-upload.ts";

const clock = new TestClock();
const { means, objects } = memoryFiles();
let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: means, now: clock.now });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
});

const day = 24 * 60 * 60_000;
const send = (attachments: string[]) =>
  sendMessage(core, room.customer, {
    conversation_id: room.id,
    text: "",
    client_id: newId(),
    attachments,
  });
const has = (id: string) => [...objects.keys()].some((key) => key.includes(id));

describe("N11.2: uploads that are never sent", () => {
  test("are erased after a day, with their bytes; what was sent stays", async () => {
    const sent = await readyFile(core, room.customer, room.id);
    const forgotten = await readyFile(core, room.customer, room.id);
    await send([sent]);
    clock.pass(day - 1);
    expect(await eraseUnsent(core)).toBe(0);
    clock.pass(2);
    expect(await eraseUnsent(core)).toBe(1);
    expect([has(sent), has(forgotten)]).toEqual([true, false]);
    expect(await codeOf(send([forgotten]))).toBe("file_not_found");
    expect(await eraseUnsent(core)).toBe(0);
  });

  test("N13.4: are erased in every form of a voice note", async () => {
    const id = await readyFile(core, room.customer, room.id, await voices.recorded(), {
      voice: { waveform: null },
    });
    const forms = [...objects.keys()].filter((key) => key.includes(id));
    expect(forms.map((key) => key.split("/").at(-1)).sort()).toEqual(["aac", "whole"]);
    clock.pass(day + 1);
    expect(await eraseUnsent(core)).toBe(1);
    expect(has(id)).toBe(false);
  });

  test("that a stop left half erased are erased the next time", async () => {
    const id = await readyFile(core, room.customer, room.id);
    clock.pass(day + 1);
    const { removeFolder } = means.store;
    means.store.removeFolder = () => Promise.reject(new Error("the store is away"));
    expect(await eraseUnsent(core)).toBe(0);
    means.store.removeFolder = removeFolder;
    expect(await codeOf(send([id]))).toBe("file_not_found");
    expect(await eraseUnsent(core)).toBe(1);
    expect(has(id)).toBe(false);
  });

  test("are a few at a time", async () => {
    const upload = { conversation_id: room.id, name: "a.pdf", bytes: 10 };
    for (let count = 0; count < 40; count += 1) await startUpload(core, room.customer, upload);
    expect(await codeOf(startUpload(core, room.customer, upload))).toBe("too_many_uploads");
    await startUpload(core, room.worker, upload);
  });

  test("are no more than that when many begin at once", async () => {
    const upload = { conversation_id: room.id, name: "a.pdf", bytes: 10 };
    const begun = await Promise.allSettled(
      Array.from({ length: limits.unsentUploads + 10 }, () =>
        startUpload(core, room.customer, upload),
      ),
    );
    const kept = begun.filter(({ status }) => status === "fulfilled");
    expect(kept).toHaveLength(limits.unsentUploads);
  });
});

describe("N10.5: the files of a deleted message", () => {
  test("can be fetched no more, are in nothing that is read, and are erased", async () => {
    const id = await readyFile(core, room.customer, room.id);
    const { number } = await send([id]);
    const [address] = await fileAddresses(core, room.customer, room.id, [id]);
    expect(address).toBeDefined();
    await deleteMessage(core, room.customer, { conversation_id: room.id, number });
    expect(await fileAddresses(core, room.customer, room.id, [id])).toEqual([]);
    const { searchParams, pathname } = new URL(address?.address ?? "", "https://relais.test");
    const opening = openFile(
      core,
      { organization_id: room.organization_id, id, variant: "whole" },
      searchParams.get("expires") ?? pathname,
      searchParams.get("signature") ?? "",
    );
    expect(await codeOf(opening)).toBe("not_found");
    const { messages } = await openConversation(core, room.worker, room.id);
    expect(messages.at(-1)).not.toHaveProperty("attachments");
    const history = await readHistory(core, room.worker, room.id, {});
    const { events } = await listEvents(core, room.worker, room.id, 0);
    expect(`${history}${JSON.stringify(events)}`).not.toContain(id);
    expect(await eraseUnsent(core)).toBe(1);
    expect(has(id)).toBe(false);
  });
});

describe("N11.6: a signed address", () => {
  test("ends", async () => {
    const id = await readyFile(core, room.customer, room.id);
    await send([id]);
    const [file] = await fileAddresses(core, room.worker, room.id, [id]);
    const url = new URL(file?.address ?? "", "http://server");
    const { organization_id } = room;
    const open = () =>
      openFile(
        core,
        { organization_id, id, variant: "whole" },
        url.searchParams.get("expires") ?? "",
        url.searchParams.get("signature") ?? "",
      );
    expect((await open()).name).toBe("devis.pdf");
    clock.pass(20 * 60_000);
    expect(await codeOf(open())).toBe("not_found");
  });

  test("P5: of one organization opens nothing of another", async () => {
    const other = await createConversation(core, database);
    const id = await readyFile(core, room.customer, room.id);
    await send([id]);
    expect(await fileAddresses(core, other.worker, other.id, [id])).toEqual([]);
    expect(await codeOf(fileAddresses(core, other.worker, room.id, [id]))).toBe("not_found");
  });
});

test("N11.3: of many that take one file at the same moment, one has it and nothing else is lost", async () => {
  const id = await readyFile(core, room.customer, room.id);
  const words = sendMessage(core, room.worker, {
    conversation_id: room.id,
    text: "Bonjour",
    client_id: null,
  });
  const outcomes = await Promise.allSettled([send([id]), send([id]), send([id])]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await words).number).toBeGreaterThan(0);
});
