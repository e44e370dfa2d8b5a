import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptCase } from "../case/accept-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { openCase } from "../case/open-case.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { sendMessage } from "../message/send-message.ts";
import { listKinds } from "../quick-answer/read-answers.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { kindViewOf } from "./kind.ts";
import { type KindRegistry, loadKinds } from "./registry.ts";
import { kind as request } from "./request.ts";

/** One more kind as somebody would write it: one file in a folder, and no edit elsewhere. */
const garden = {
  ...request,
  name: "garden",
  title: { fr: "Jardin", en: "Garden" },
  numbering: { prefix: "JAR-", digits: 3, yearly: false },
  fields: [
    {
      name: "surface",
      type: "number",
      most: 10_000,
      required: true,
      asked: true,
      label: { fr: "Surface", en: "Area" },
      hint: null,
      choices: [],
      internal: false,
      set_by: ["admin"],
    },
  ],
};

let database: TestDatabase;
let core: Core;
let kinds: KindRegistry;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-kinds-"));
  await writeFile(join(folder, "garden.ts"), `export const kind = ${JSON.stringify(garden)};`);
  kinds = await loadKinds(pathToFileURL(`${folder}/`));
  database = await startTestDatabase();
  core = await testCore(database, { kinds });
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
  await rm(folder, { recursive: true });
});

test("N18.1: one more kind is one more file: it opens, is taken, spoken of, ended", async () => {
  const organization = await createOrganization(database, { kinds: ["garden"] });
  const awa = await createMember(database, organization, "customer");
  const moussa = await createMember(database, organization, "worker");
  expect((await listKinds(core, awa)).map(({ name }) => name)).toEqual(["garden"]);

  const input = { kind: "garden", title: "Tailler la haie" };
  expect(await codeOf(openCase(core, awa, input))).toBe("invalid_body");
  const { id, number } = await openCase(core, awa, { ...input, fields: { surface: 40 } });
  expect(number).toBe("JAR-001");
  const { conversation_id } = await acceptCase(core, moussa, id);
  if (conversation_id === null) throw new Error("a case that was taken has a conversation");
  await sendMessage(core, awa, { conversation_id, text: "La haie du fond", client_id: null });
  await changeStatus(core, moussa, id, { status: "en_route" });
  const state = await openConversation(core, awa, conversation_id);
  expect(state.case).toMatchObject({ kind: "garden", status: "en_route", fields: { surface: 40 } });
  expect(state.messages.map(({ text }) => text)).toEqual([
    "Moussa Keïta a accepté votre demande.",
    "La haie du fond",
    "Moussa Keïta est en route.",
  ]);
  const { entries } = await readTimeline(core, awa, id);
  expect(entries.map(({ to }) => to)).toEqual(["pending", "accepted", "Moussa Keïta", "en_route"]);
});

test("N18.1: the server keeps its rules to itself", () => {
  const view = kindViewOf(kinds.get("garden") ?? request);
  for (const rule of ["sees", "numbering", "conversation", "worker_roles"]) {
    expect(view).not.toHaveProperty(rule);
  }
});
