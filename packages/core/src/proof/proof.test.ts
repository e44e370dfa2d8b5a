import { type CaseView, fold, type ProofInput } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { getCase } from "../case/get-case.ts";
import { openCase } from "../case/open-case.ts";
import { openRoom } from "../case/open-room.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { eraseUnsent } from "../file/erase-unsent.ts";
import { fileAddresses, proofAddresses } from "../file/file-addresses.ts";
import { openLink } from "../guest/open-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { kind as delivery } from "../kinds/delivery.ts";
import { kinds, registryOf } from "../kinds/registry.ts";
import { sendMessage } from "../message/send-message.ts";
import { changeOrganization } from "../organization/change-settings.ts";
import { eraseDue } from "../retention/erase-due.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  files,
  memoryFiles,
  readyFile,
  readyPhoto,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  TestClock,
  testCore,
} from "../testing/index.ts";
import { readCode } from "./customers-code.ts";

/** The same by another name, whose driver owes everything. */
const valuables = {
  ...delivery,
  name: "valuables",
  transitions: delivery.transitions.map((step) =>
    step.to === "delivered"
      ? ({
          ...step,
          proof: { received_by: "required", photos: "required", code: "required" },
        } as const)
      : step,
  ),
};

const clock = new TestClock();
const { means, objects } = memoryFiles();
const dayMs = 86_400_000;
let database: TestDatabase;
let core: Core;
let koffi: Actor;
let client: Actor;
let merchant: Actor;
let support: Actor;
let parcel: CaseView;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, {
    files: means,
    now: clock.now,
    kinds: registryOf([...kinds.all(), valuables]),
  });
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  const organization = await createOrganization(database, {
    kinds: ["delivery", "talk", "valuables", "request"],
  });
  koffi = await createMember(database, organization, "worker", { full_name: "Koffi N’Guessan" });
  client = await createMember(database, organization, "customer");
  merchant = await createMember(database, organization, "manager");
  support = await createMember(database, organization, "agent");
  parcel = await onTheWay("delivery");
});

const at = (address: string) => ({ address, latitude: null, longitude: null });

/** A parcel that the driver is on the way with, for the client unless told otherwise. */
async function onTheWay(kind: string, guest?: { full_name: string }): Promise<CaseView> {
  const { id } = await openCase(core, guest ? support : merchant, {
    kind,
    title: "Deux cartons",
    fields: { pickup: at("Cocody"), delivery: at("Treichville") },
    ...(guest ? { guest } : { customer_id: client.id }),
  });
  await assignCase(core, support, id, { assignee_id: koffi.id });
  await changeStatus(core, koffi, id, { status: "picked_up" });
  return changeStatus(core, koffi, id, { status: "en_route" });
}
const deliver = (proof?: ProofInput, actor = koffi, { id } = parcel) =>
  changeStatus(core, actor, id, { status: "delivered", proof });
const lastOf = async (actor: Actor, { id } = parcel) =>
  (await readTimeline(core, actor, id)).entries.at(-1);
const fieldsOf = async (work: Promise<unknown>) =>
  Object.keys((await refusalOf(work)).details.fields ?? {});
const photo = (actor = koffi, { id } = parcel) => readyPhoto(core, actor, id);

describe("N37.2: a step is proved with it", () => {
  test("who received it and its photos are in the timeline of everybody who sees the case", async () => {
    const { room } = await openRoom(core, koffi, parcel.id, client.id);
    const before = await openConversation(core, client, room.conversation_id);
    const photos = [await photo(), await photo()];
    const done = await deliver({ received_by: "  Mariam\n Koné ", photos });
    expect(done).toMatchObject({ status: "delivered", proved_at: expect.any(String) });
    for (const actor of [koffi, client, merchant, support]) {
      expect(await lastOf(actor)).toMatchObject({
        to: "delivered",
        proof: {
          received_by: "Mariam Koné",
          photos: photos.map((id) => ({ id, type: "image/jpeg", width: 30 })),
          code: false,
        },
      });
      const found = await proofAddresses(core, actor, parcel.id, photos);
      expect(found.map(({ thumbnail }) => thumbnail)).toEqual([
        expect.any(String),
        expect.any(String),
      ]);
    }
    // P4, and no name in a journal that could not forget it.
    const { events } = await listEvents(core, client, room.conversation_id, before.seq);
    expect(JSON.stringify(events)).not.toContain("Mariam");
    expect(fold(before, events).case).toEqual(await getCase(core, client, parcel.id));
  });

  test("nothing is required by default: who says nothing closes a delivery as before", async () => {
    const done = await deliver();
    expect(done.status).toBe("delivered");
    expect(done).not.toHaveProperty("proved_at");
    expect(await lastOf(client)).not.toHaveProperty("proof");
  });

  test("empty parts are none", async () => {
    expect(await deliver({ received_by: " ", photos: [], code: "" })).not.toHaveProperty(
      "proved_at",
    );
  });

  test("a repetition answers alike, and keeps the first proof", async () => {
    const photos = [await photo()];
    await deliver({ received_by: "Mariam", photos });
    expect(await deliver({ received_by: "Awa", photos })).toMatchObject({ status: "delivered" });
    expect(await lastOf(client)).toMatchObject({ proof: { received_by: "Mariam" } });
  });

  test("another kind has it by its declaration: photos of a repair", async () => {
    const awa = client;
    const { id } = await openCase(core, awa, { kind: "request", title: "Batterie à plat" });
    for (const status of ["accepted", "en_route", "arrived", "in_progress"]) {
      await changeStatus(core, koffi, id, { status });
    }
    const photos = [await readyPhoto(core, koffi, id)];
    const proof = { received_by: "Awa", photos };
    const both = changeStatus(core, koffi, id, { status: "completed", proof });
    expect(await fieldsOf(both)).toEqual(["proof.received_by"]);
    await changeStatus(core, koffi, id, { status: "completed", proof: { photos } });
    expect((await readTimeline(core, awa, id)).entries.at(-1)).toMatchObject({
      proof: { received_by: null, photos: [{ id: photos[0] }] },
    });
  });
});

describe("N37.2: what is wrong with a proof is named, and nothing is done", () => {
  test.each<[string, ProofInput, string]>([
    ["a code that no step asks for", { code: "1234" }, "proof.code"],
    ["a name that is too long", { received_by: "é".repeat(81) }, "proof.received_by"],
    ["marks of writing direction", { received_by: "Mariam\u202e" }, "proof.received_by"],
  ])("%s", async (_what, proof, field) => {
    expect(await fieldsOf(deliver(proof))).toEqual([field]);
    expect(await getCase(core, client, parcel.id)).toMatchObject({ status: "en_route" });
  });

  test("too many photos, or one of them twice", async () => {
    const one = await photo();
    expect(await fieldsOf(deliver({ photos: [one, one] }))).toEqual(["proof.photos"]);
    const four = [one, await photo(), await photo(), await photo()];
    expect(await fieldsOf(deliver({ photos: four }))).toEqual(["proof.photos"]);
  });

  test("a file that is no photo", async () => {
    const pdf = await readyPhoto(core, koffi, parcel.id, files.pdf);
    expect(await fieldsOf(deliver({ received_by: "Mariam", photos: [pdf] }))).toEqual([
      "proof.photos",
    ]);
    expect(await getCase(core, client, parcel.id)).toMatchObject({ status: "en_route" });
    expect(await lastOf(client)).not.toHaveProperty("proof");
  });

  test("a step that asks for nothing", async () => {
    const failed = { status: "failed", proof: { received_by: "Mariam" } };
    expect(await fieldsOf(changeStatus(core, koffi, parcel.id, failed))).toEqual([
      "proof.received_by",
    ]);
  });
});

describe("N37.3: a photo is one's own, of this case, and of one proof", () => {
  test("another's, another case's and a conversation's are unknown", async () => {
    const other = await onTheWay("delivery");
    const { room } = await openRoom(core, koffi, parcel.id, client.id);
    const taken = await photo();
    await deliver({ photos: [taken] }, koffi, parcel);
    for (const id of [
      await photo(support, other),
      await photo(koffi, await onTheWay("delivery")),
      await readyFile(core, koffi, room.conversation_id, await files.photo(40, 30)),
      taken,
    ]) {
      expect(await codeOf(deliver({ photos: [id] }, koffi, other))).toBe("file_not_found");
    }
    expect(await getCase(core, client, other.id)).toMatchObject({ status: "en_route" });
  });

  test("a message does not take it", async () => {
    const { room } = await openRoom(core, koffi, parcel.id, client.id);
    const sent = sendMessage(core, koffi, {
      conversation_id: room.conversation_id,
      text: "",
      attachments: [await photo()],
      client_id: null,
    });
    expect(await codeOf(sent)).toBe("file_not_found");
  });

  test("only who may take a step that asks for photos brings one", async () => {
    const outsider = await createMember(database, await createOrganization(database), "admin");
    const colleague = await createMember(
      database,
      parcel.customer.id ? koffi.organization_id : "",
      "worker",
    );
    expect(await codeOf(photo(client))).toBe("forbidden");
    expect(await codeOf(photo(merchant))).toBe("forbidden");
    expect(await codeOf(photo(colleague))).toBe("forbidden");
    expect(await codeOf(photo(outsider))).toBe("not_found");
  });
});

describe("N37.4: nobody else sees it", () => {
  test("P5: not an outsider, another customer, another driver, nor before it proves anything", async () => {
    const stranger = await createMember(database, koffi.organization_id, "customer");
    const colleague = await createMember(database, koffi.organization_id, "worker");
    const outsider = await createMember(database, await createOrganization(database), "admin");
    const id = await photo();
    expect(await proofAddresses(core, client, parcel.id, [id])).toEqual([]);
    await deliver({ photos: [id] });
    expect(await codeOf(proofAddresses(core, stranger, parcel.id, [id]))).toBe("forbidden");
    expect(await codeOf(proofAddresses(core, colleague, parcel.id, [id]))).toBe("forbidden");
    expect(await codeOf(proofAddresses(core, outsider, parcel.id, [id]))).toBe("not_found");
    // By way of a case of their own neither.
    const own = await openCase(core, merchant, {
      kind: "delivery",
      title: "Autre",
      fields: { pickup: at("A"), delivery: at("B") },
      customer_id: stranger.id,
    });
    expect(await proofAddresses(core, stranger, own.id, [id])).toEqual([]);
    const { room } = await openRoom(core, koffi, parcel.id, client.id);
    expect(await fileAddresses(core, client, room.conversation_id, [id])).toEqual([]);
  });

  test("its customer does by their link, and no other guest", async () => {
    const come = async (theCase: CaseView): Promise<Actor> => {
      const { room } = await openRoom(core, koffi, theCase.id, theCase.customer.id);
      const { path } = await shareLink(core, koffi, room.conversation_id);
      const opened = await openLink(core, { token: path.split("/").at(-1) ?? "" });
      return core.accessTokens.verify(opened.access_token).actor;
    };
    const mine = await onTheWay("delivery", { full_name: "Mariam Koné" });
    const [guest, other] = [
      await come(mine),
      await come(await onTheWay("delivery", { full_name: "Paul Mercier" })),
    ];
    const id = await photo(koffi, mine);
    await deliver({ received_by: "Mariam", photos: [id] }, koffi, mine);
    expect(await lastOf(guest, mine)).toMatchObject({
      proof: { received_by: "Mariam", photos: [{ id }] },
    });
    expect(await proofAddresses(core, guest, mine.id, [id])).toHaveLength(1);
    expect(await codeOf(lastOf(other, mine))).toBe("not_found");
    expect(await codeOf(proofAddresses(core, other, mine.id, [id]))).toBe("not_found");
    expect(await codeOf(photo(guest, mine))).toBe("forbidden");
  });
});

describe("N37.5: the customer's code", () => {
  let jewels: CaseView;
  let code: string;
  beforeEach(async () => {
    jewels = await onTheWay("valuables");
    code = (await readCode(core, client, jewels.id)).code ?? "";
  });
  const whole = async (told: string) => ({
    received_by: "Mariam",
    photos: [await photo(koffi, jewels)],
    code: told,
  });
  const wrong = () => (code === "0000" ? "0001" : "0000");

  test("is four digits, the same whenever its customer looks, and theirs alone", async () => {
    expect(code).toMatch(/^\d{4}$/);
    expect(await readCode(core, client, jewels.id)).toEqual({ code });
    for (const actor of [koffi, merchant, support]) {
      expect(await codeOf(readCode(core, actor, jewels.id))).toBe("forbidden");
    }
    expect(await readCode(core, client, parcel.id)).toEqual({ code: null });
  });

  test("what is required is required of whoever does the work, each by its name", async () => {
    expect(await fieldsOf(deliver(undefined, koffi, jewels))).toEqual([
      "proof.received_by",
      "proof.photos",
      "proof.code",
    ]);
    expect(await deliver(undefined, support, jewels)).toMatchObject({ status: "delivered" });
  });

  test("the right one proves the step, and is told no more", async () => {
    await deliver(await whole(` ${code} `), koffi, jewels);
    expect(await lastOf(client, jewels)).toMatchObject({ proof: { code: true } });
    expect(JSON.stringify(await lastOf(client, jewels))).not.toContain(`"${code}"`);
    expect(await readCode(core, client, jewels.id)).toEqual({ code: null });
  });

  test("N18.10: asked again under the same client_id it is the same step, and after a wrong code none was asked", async () => {
    const proof = await whole(code);
    const ask = (told: string) =>
      changeStatus(core, koffi, jewels.id, {
        status: "delivered",
        client_id: "remis",
        proof: { ...proof, code: told },
      });
    expect(await codeOf(ask(wrong()))).toBe("code_wrong");
    expect(await ask(code)).toMatchObject({ status: "delivered" });
    expect(await ask(code)).toMatchObject({ status: "delivered" });
    expect(await codeOf(ask(wrong()))).toBe("client_id_reused");
  });

  test("a wrong one changes nothing, and after five none counts but the office's step", async () => {
    const five = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async () => codeOf(deliver(await whole(wrong()), koffi, jewels))),
    );
    expect(five.toSorted()).toEqual([
      "code_blocked",
      ...Array.from({ length: 5 }, () => "code_wrong"),
    ]);
    expect(await codeOf(deliver(await whole(code), koffi, jewels))).toBe("code_blocked");
    expect(await getCase(core, client, jewels.id)).toMatchObject({ status: "en_route" });
    expect(await deliver({ received_by: "Mariam" }, support, jewels)).toMatchObject({
      status: "delivered",
    });
  });
});

describe("What is kept, and for how long", () => {
  const stored = (id: string) => [...objects.keys()].filter((key) => key.includes(id)).length;

  test("the sweep takes a photo that proves nothing, and leaves one that does", async () => {
    const [kept, left] = [await photo(), await photo()];
    await deliver({ photos: [kept] });
    clock.pass(2 * dayMs);
    await eraseUnsent(core);
    expect([stored(kept), stored(left)]).toEqual([2, 0]);
    expect(await proofAddresses(core, client, parcel.id, [kept])).toHaveLength(1);
  });

  test("N37.6: who received and the photos are erased with the words of the case", async () => {
    const admin = await createMember(database, koffi.organization_id, "admin");
    await changeOrganization(core, admin, { retention_days: 30 });
    const id = await photo();
    await deliver({ received_by: "Mariam Koné", photos: [id] });
    clock.pass(30 * dayMs - 1);
    await eraseDue(core);
    expect(await lastOf(client)).toMatchObject({ proof: { received_by: "Mariam Koné" } });
    clock.pass(1);
    await eraseDue(core);
    await eraseUnsent(core);
    expect(await lastOf(client)).toMatchObject({
      to: "delivered",
      proof: { received_by: null, photos: [], code: false },
    });
    expect(stored(id)).toBe(0);
    expect(await proofAddresses(core, client, parcel.id, [id])).toEqual([]);
    const { rows } = await database.owner.query(
      `select (select json_agg(e) from event e where organization_id = $1)::text
         || (select json_agg(p) from case_proof p where organization_id = $1)::text
         || coalesce((select json_agg(f) from file f where organization_id = $1)::text, '') as text`,
      [koffi.organization_id],
    );
    expect(rows[0]?.text).not.toContain("Mariam");
    expect(rows[0]?.text).not.toContain(id);
  });
});
