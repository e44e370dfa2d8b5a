import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Core } from "../core.ts";
import type { RefusedError } from "../errors.ts";
import {
  codeOf,
  type Conversation,
  createConversation,
  files,
  memoryFiles,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { cancelUpload } from "./erase-unsent.ts";
import { finishUpload } from "./finish-upload.ts";
import type { Verdict } from "./means.ts";
import { ownUpload, receiveParts } from "./receive-part.ts";
import { removeLeftParts } from "./remove-parts.ts";
import { startUpload } from "./start-upload.ts";

/** Held until the test says what the scanner finds. */
let scanning: { started: () => void; verdict: Promise<Verdict> } | undefined;
const { means, objects } = memoryFiles({
  scan: async () => {
    scanning?.started();
    return (await scanning?.verdict) ?? "clean";
  },
});
let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: means });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  scanning = undefined;
  room = await createConversation(core, database);
});

const begin = (bytes = files.pdf.length) =>
  startUpload(core, room.customer, { conversation_id: room.id, name: "devis.pdf", bytes });
const receive = (id: string, offset: number, bytes: Uint8Array) =>
  receiveParts(core, room.customer, id, offset, Readable.from([bytes]));
const kept = (id: string) =>
  [...objects.keys()].filter((key) => key.includes(id)).map((key) => key.split("/").at(-1));

/** Lets the scanner begin and wait. Resolves once it has begun. */
function hold(): { begun: Promise<void>; say: (verdict: Verdict) => void } {
  const begun = Promise.withResolvers<void>();
  const said = Promise.withResolvers<Verdict>();
  scanning = { started: begun.resolve, verdict: said.promise };
  return { begun: begun.promise, say: said.resolve };
}

test("N11.2: two connections that bring different lengths of one upload spoil nothing", async () => {
  const id = await begin();
  const { put } = means.store;
  // The late one has begun to write when the other is through.
  means.store.put = async (key, bytes) => {
    means.store.put = put;
    await receive(id, 0, files.pdf.subarray(0, 30));
    await put(key, bytes);
  };
  expect(await codeOf(receive(id, 0, files.pdf.subarray(0, 10)))).toBe("conflict");
  expect(kept(id)).toEqual(["part-0-30"]);
  await receive(id, 30, files.pdf.subarray(30));
  await finishUpload(core, room.customer, id);
  expect(kept(id)).toEqual(["whole"]);
  expect((await ownUpload(core, room.customer, id)).bytes).toBe(files.pdf.length);
});

test("N11.2: two connections that bring the same bytes keep them once", async () => {
  const id = await begin();
  const { put } = means.store;
  means.store.put = async (key, bytes) => {
    means.store.put = put;
    await receive(id, 0, files.pdf.subarray(0, 30));
    await put(key, bytes);
  };
  expect(await codeOf(receive(id, 0, files.pdf.subarray(0, 30)))).toBe("conflict");
  expect(kept(id)).toEqual(["part-0-30"]);
});

test("N11.2: bytes that arrive after their upload was forgotten stay nowhere", async () => {
  const id = await begin();
  const { put } = means.store;
  means.store.put = async (key, bytes) => {
    means.store.put = put;
    await cancelUpload(core, room.customer, id);
    await put(key, bytes);
  };
  expect(await codeOf(receive(id, 0, files.pdf))).toBe("conflict");
  expect(kept(id)).toEqual([]);
});

test("N11.2: an upload that is forgotten while it is looked at leaves nothing", async () => {
  const id = await begin();
  await receive(id, 0, files.pdf);
  const scan = hold();
  const finishing = codeOf(finishUpload(core, room.customer, id));
  await scan.begun;
  await cancelUpload(core, room.customer, id);
  scan.say("clean");
  expect(await finishing).toBe("file_not_found");
  expect(kept(id)).toEqual([]);
});

test.each([
  ["clean", "found good", ["whole"]],
  ["infected", "file_infected", []],
] as const)(
  "N11.5: whoever asks again while the first still looks is told the same: %s",
  async (verdict, told, objects) => {
    const id = await begin();
    await receive(id, 0, files.pdf);
    const scan = hold();
    const ask = () =>
      finishUpload(core, room.customer, id).then(
        () => "found good",
        (error: unknown) => (error as RefusedError).code,
      );
    const both = [ask(), ask()];
    await scan.begun;
    scan.say(verdict);
    expect(await Promise.all(both)).toEqual([told, told]);
    expect(kept(id)).toEqual(objects);
  },
);

test("N11.5: one whose parts are gone because the other has found it good is told so", async () => {
  const id = await begin();
  await receive(id, 0, files.pdf);
  const { read } = means.store;
  means.store.read = async (key, range) => {
    means.store.read = read;
    await finishUpload(core, room.customer, id);
    return read(key, range);
  };
  await finishUpload(core, room.customer, id);
  expect(kept(id)).toEqual(["whole"]);
});

test("N11.2: a server that stopped before it took the parts away does so when it is asked again", async () => {
  const id = await begin();
  await receive(id, 0, files.pdf);
  const { removeFolder } = means.store;
  means.store.removeFolder = () => Promise.reject(new Error("killed"));
  await expect(finishUpload(core, room.customer, id)).rejects.toThrow("killed");
  means.store.removeFolder = removeFolder;
  expect(kept(id)).toContain("whole");
  expect(kept(id).length).toBe(2);
  await finishUpload(core, room.customer, id);
  expect(kept(id)).toEqual(["whole"]);
});

test.each([
  ["good", "clean", ["whole"]],
  ["refused", "infected", []],
] as const)(
  "N11.2: parts of a file that is %s are taken away even when nobody asks again",
  async (_, verdict, left) => {
    const id = await begin();
    await receive(id, 0, files.pdf.subarray(0, 30));
    await receive(id, 30, files.pdf.subarray(30));
    const scan = hold();
    const { removeFolder } = means.store;
    means.store.removeFolder = () => Promise.reject(new Error("killed"));
    const finishing = finishUpload(core, room.customer, id);
    await Promise.race([scan.begun, finishing]);
    scan.say(verdict);
    await expect(finishing).rejects.toThrow("killed");
    // The next sweep may be stopped as well.
    expect(await removeLeftParts(core)).toBe(0);
    means.store.removeFolder = removeFolder;
    expect(kept(id)).toHaveLength(2 + left.length);
    expect(await removeLeftParts(core)).toBe(1);
    expect(kept(id)).toEqual(left);
    expect(await removeLeftParts(core)).toBe(0);
  },
);

test("N11.2: a part that a killed server did not write down goes with the others", async () => {
  const id = await begin();
  const { put } = means.store;
  means.store.put = async (key, bytes) => {
    means.store.put = put;
    await put(key, bytes);
    throw new Error("killed");
  };
  await expect(receive(id, 0, files.pdf.subarray(0, 30))).rejects.toThrow("killed");
  await receive(id, 0, files.pdf);
  expect(kept(id)).toHaveLength(2);
  await finishUpload(core, room.customer, id);
  expect(kept(id)).toEqual(["whole"]);
});

test("N11.2: leaves the parts of what is still arriving", async () => {
  const id = await begin();
  await receive(id, 0, files.pdf.subarray(0, 30));
  expect(await removeLeftParts(core)).toBe(0);
  expect(kept(id)).toEqual(["part-0-30"]);
});
