import type { CaseView, FieldInputs } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { createDepartment } from "../department/create-department.ts";
import { createEquipment } from "../equipment/create-equipment.ts";
import { listEquipment } from "../equipment/list-equipment.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import { createWarranty } from "../warranty/create-warranty.ts";
import { listWarranties } from "../warranty/list-warranties.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { kinds } from "../kinds/registry.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { acceptCase } from "./accept-case.ts";
import { assignCase } from "./assign-case.ts";
import { changeStatus } from "./change-status.ts";
import { findCases } from "./find-cases.ts";
import { getCase } from "./get-case.ts";
import { casesSince, listCases } from "./list-cases.ts";
import { openCase } from "./open-case.ts";
import { openRoom } from "./open-room.ts";
import { updateCase } from "./update-case.ts";

let database: TestDatabase;
let core: Core;
let organization: string;
let outside: string;
let cast: Record<"customer" | "worker" | "agent" | "manager" | "admin", Actor>;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  const all = kinds.all().map(({ name }) => name);
  organization = await createOrganization(database, { kinds: all });
  outside = await createOrganization(database, { kinds: all });
  cast = {
    customer: await createMember(database, organization, "customer"),
    worker: await createMember(database, organization, "worker"),
    agent: await createMember(database, organization, "agent"),
    manager: await createMember(database, organization, "manager"),
    admin: await createMember(database, organization, "admin"),
  };
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const place = (address: string) => ({ address, latitude: 5.35, longitude: -3.98 });
const addresses = {
  pickup: place("Cocody, rue des Jardins"),
  delivery: place("Yopougon, Siporex"),
};
const ticket = (fields: FieldInputs = {}, actor = cast.customer) =>
  openCase(core, actor, { kind: "ticket", title: "L’écran reste noir", fields });
const delivery = (assigned = true) =>
  openCase(core, cast.agent, {
    kind: "delivery",
    title: "Deux cartons",
    fields: addresses,
    customer_id: cast.customer.id,
    ...(assigned && { assignee_id: cast.worker.id }),
  });
const talkOf = ({ conversation_id }: CaseView): string => {
  if (conversation_id === null) throw new Error("a conversation was expected");
  return conversation_id;
};

describe("N18.2: fields follow the declaration of their kind", () => {
  test("N18.2: each type is checked, and every wrong field is named", async () => {
    const wrong: [string, FieldInputs, string][] = [
      ["ticket", { colour: "red" }, "fields.colour"],
      ["ticket", { equipment: newId() }, "fields.equipment"],
      ["ticket", { equipment: "the big one" }, "fields.equipment"],
      ["ticket", { cause: "un câble" }, "fields.cause"],
      ["appointment", {}, "fields.starts_at"],
      ["appointment", { starts_at: "tomorrow" }, "fields.starts_at"],
      [
        "appointment",
        { starts_at: "2026-12-01T09:00:00Z", vehicle: "a".repeat(121) },
        "fields.vehicle",
      ],
      ["appointment", { starts_at: "2026-12-01T09:00:00Z", vehicle: 3 }, "fields.vehicle"],
      ["claim", { issue: "boredom" }, "fields.issue"],
      ["request", { anything: "at all" }, "fields.anything"],
    ];
    for (const [kind, fields, name] of wrong) {
      const directed = kind === "appointment" && { assignee_id: cast.worker.id };
      const attempt = openCase(core, cast.customer, { kind, title: "Essai", fields, ...directed });
      const { code, details } = await refusalOf(attempt);
      expect([name, code, Object.keys(details.fields ?? {})]).toEqual([
        name,
        "invalid_body",
        [name],
      ]);
    }
    const opened = openCase(core, cast.agent, {
      kind: "delivery",
      title: "Essai",
      customer_id: cast.customer.id,
      fields: { ...addresses, parcels: -1 },
    });
    expect(Object.keys((await refusalOf(opened)).details.fields ?? {})).toEqual(["fields.parcels"]);
  });

  test("N18.2: what is pointed at is of this organization, and this customer’s to point at", async () => {
    const it = await createDepartment(core, cast.admin, { name: "Comptabilité" });
    const theirs = await createMember(database, outside, "admin");
    const elsewhere = await createDepartment(core, theirs, { name: "Ailleurs" });
    const own = await createEquipment(core, cast.admin, {
      name: "Portable de Fatou",
      type: "ordinateur",
      holder_id: cast.customer.id,
    });
    const neighbour = await createMember(database, organization, "customer");
    const opened = await ticket({ department: it.id, equipment: own.id });
    expect(opened.fields).toEqual({
      department: { id: it.id, title: "Comptabilité" },
      equipment: { id: own.id, title: "Portable de Fatou" },
    });
    expect(await codeOf(ticket({ department: elsewhere.id }))).toBe("invalid_body");
    expect(await codeOf(ticket({ equipment: own.id }, neighbour))).toBe("invalid_body");
    expect(await listEquipment(core, neighbour)).not.toContainEqual(own);
    expect(await listEquipment(core, cast.customer)).toContainEqual(own);
  });

  test("N18.2: a warranty is named in its own customer’s claim only", async () => {
    const warranty = await createWarranty(core, cast.agent, {
      number: "GP-1",
      product: "Lave-linge Nova",
      customer_id: cast.customer.id,
      starts_on: "2025-01-01",
      ends_on: "2030-01-01",
    });
    expect(warranty.status).toBe("active");
    expect(await listWarranties(core, cast.customer)).toEqual([warranty]);
    const neighbour = await createMember(database, organization, "customer");
    expect(await listWarranties(core, neighbour)).toEqual([]);
    expect(await codeOf(listWarranties(core, neighbour, cast.customer.id))).toBe("forbidden");
    const claim = (customer_id: string) =>
      openCase(core, cast.agent, {
        kind: "claim",
        title: "N’essore plus",
        customer_id,
        fields: { warranty: warranty.id },
      });
    expect((await claim(cast.customer.id)).fields.warranty).toMatchObject({ id: warranty.id });
    expect(await codeOf(claim(neighbour.id))).toBe("invalid_body");
  });

  test("N18.2: they change later, and what is internal stays with those who do the work", async () => {
    const { id } = await ticket();
    await acceptCase(core, cast.worker, id);
    const changed = await updateCase(core, cast.worker, id, {
      fields: { cause: "Câble débranché" },
    });
    expect(changed.internal?.fields).toEqual({ cause: "Câble débranché" });
    expect(JSON.stringify(await getCase(core, cast.customer, id))).not.toContain("débranché");
    const gone = await updateCase(core, cast.worker, id, { fields: { cause: null } });
    expect(gone.internal?.fields).toEqual({});
  });
});

describe("N18.3: numbers", () => {
  test("N18.3: are dense in their kind and organization, however many open at once", async () => {
    const before = (await ticket()).number ?? "";
    const opened = await Promise.all(Array.from({ length: 12 }, () => ticket()));
    const count = (number: string | null) => Number((number ?? "").replace("TCK-", ""));
    expect(opened.map(({ number }) => count(number)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => count(before) + index + 1),
    );
    expect((await delivery()).number).toMatch(/^LBN\d{6}$/);
  });

  test("N18.3: are found by their beginning, by those who see the case", async () => {
    const { id, number } = await delivery();
    const found = async (actor: Actor, q: string) =>
      (await findCases(core, actor, { q })).cases.map((one) => one.id);
    const q = (number ?? "").toLowerCase();
    for (const actor of [cast.customer, cast.worker, cast.agent, cast.admin]) {
      expect(await found(actor, q)).toEqual([id]);
    }
    expect(await found(cast.customer, "Moussa")).toContain(id);
    for (const role of ["customer", "worker", "manager"] as const) {
      expect(await found(await createMember(database, organization, role), q)).toEqual([]);
    }
    expect(await found(await createMember(database, outside, "admin"), q)).toEqual([]);
    // What a search takes for something else is looked for as it is.
    expect(await found(cast.admin, "%")).toEqual([]);
    expect(await found(cast.admin, "\u0301")).toEqual([]);
  });

  test("N18.3: are found by words in any order and without their accents, and by telephone at the desk alone", async () => {
    const { id } = await openCase(core, cast.agent, {
      kind: "claim",
      title: "Réfrigérateur : cœur du froid",
      guest: { full_name: "Zoé N’Guessan", phone: "+223 70 45 67 89" },
    });
    const found = async (actor: Actor, q: string) =>
      (await findCases(core, actor, { q })).cases.some((one) => one.id === id);
    for (const q of [
      "zoe",
      "N'GUESSAN zoé",
      "refrigerateur n’guessan",
      "coeur",
      "70 45 67 89",
      "+22370456789",
    ]) {
      expect([q, await found(cast.agent, q)]).toEqual([q, true]);
    }
    for (const q of ["zoe refrigerator", "70 45 67 88", "223"]) {
      expect([q, await found(cast.agent, q)]).toEqual([q, false]);
    }
    expect(await found(cast.worker, "70 45 67 89")).toBe(false);
    expect(await found(await createMember(database, outside, "admin"), "70 45 67 89")).toBe(false);
  });
});

describe("N18.5: a conversation opens when its kind says so", () => {
  test("N18.5: a ticket’s with the ticket, and whoever takes it joins", async () => {
    const opened = await ticket();
    await sendMessage(core, cast.customer, {
      conversation_id: talkOf(opened),
      text: "Toujours noir",
      client_id: null,
    });
    await acceptCase(core, cast.worker, opened.id);
    const { participants } = await openConversation(core, cast.customer, talkOf(opened));
    expect(participants.map(({ id }) => id)).toEqual([cast.customer.id, cast.worker.id]);
  });

  test("N18.5: a claim’s is read and written by the whole team; who writes takes part", async () => {
    const opened = await openCase(core, cast.customer, { kind: "claim", title: "En panne" });
    const nadia = await createMember(database, organization, "agent");
    await openConversation(core, nadia, talkOf(opened));
    await sendMessage(core, nadia, {
      conversation_id: talkOf(opened),
      text: "Bonjour, je regarde",
      client_id: null,
    });
    const state = await openConversation(core, nadia, talkOf(opened));
    expect(state.participants.map(({ id }) => id)).toEqual([nadia.id, cast.customer.id]);
    expect(state.internal_id).toBeDefined();
    // Finance sees the claim, and takes no part in what is said with the customer.
    expect(await codeOf(openConversation(core, cast.manager, talkOf(opened)))).toBe("forbidden");
  });

  test("N18.5: two people have one conversation, before and between their appointments", async () => {
    const awa = await createMember(database, organization, "customer");
    const garage = await createMember(database, organization, "worker");
    const input = { kind: "contact", title: "Une question", assignee_id: garage.id };
    const contacts = await Promise.all(Array.from({ length: 6 }, () => openCase(core, awa, input)));
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(1);
    const [contact] = contacts;
    if (contact === undefined) throw new Error("a contact was expected");
    const back = await openCase(core, garage, {
      kind: "contact",
      title: "Votre voiture",
      customer_id: awa.id,
    });
    expect(back.id).toBe(contact.id);
    const appointment = async (title: string) =>
      openCase(core, awa, {
        kind: "appointment",
        title,
        assignee_id: garage.id,
        fields: { starts_at: "2026-12-01T09:00:00+01:00" },
      });
    const first = await appointment("Vidange");
    const second = await appointment("Freins");
    expect([first.conversation_id, second.conversation_id]).toEqual([
      contact.conversation_id,
      contact.conversation_id,
    ]);
    expect(first.fields.starts_at).toBe("2026-12-01T08:00:00.000Z");
    await changeStatus(core, garage, first.id, { status: "confirmed" });
    const state = await openConversation(core, awa, talkOf(contact));
    expect(state.case.id).toBe(contact.id);
    expect(
      state.messages.map(({ system }) =>
        system?.name === "status" ? [system.status, system.title] : [],
      ),
    ).toEqual([
      ["requested", "Vidange"],
      ["requested", "Freins"],
      ["confirmed", "Vidange"],
    ]);
    // What its details say anew is said where they speak too, by the clock of the place.
    const starts_at = "2026-12-09T15:00:00Z";
    await updateCase(core, garage, first.id, { fields: { starts_at, estimate: 45_000 } });
    await updateCase(core, garage, first.id, { fields: { starts_at } });
    const told = (await openConversation(core, awa, talkOf(contact))).messages.slice(3);
    expect(told).toMatchObject([
      {
        text: `${garage.full_name} a changé la date\u00a0: Vidange, mercredi 9 décembre à 15:00.`,
        system: {
          name: "hour",
          title: "Vidange",
          at: "2026-12-09T15:00:00.000Z",
          when: { en: "Wednesday 9 December at 15:00" },
        },
      },
    ]);
    // Another garage of the organization has no part in it.
    expect(await codeOf(getCase(core, cast.worker, contact.id))).toBe("forbidden");
    expect(await codeOf(openConversation(core, cast.worker, talkOf(contact)))).toBe("forbidden");
  });

  test("N18.5: an appointment begins the conversation of two who never spoke", async () => {
    const awa = await createMember(database, organization, "customer");
    const opened = await openCase(core, awa, {
      kind: "appointment",
      title: "Pneus",
      assignee_id: cast.worker.id,
      fields: { starts_at: "2026-12-02T10:00:00Z" },
    });
    const { cases } = await listCases(core, awa);
    expect(cases.map(({ kind }) => kind).toSorted()).toEqual(["appointment", "contact"]);
    expect(await readHistory(core, awa, talkOf(opened))).toContain("Pneus");
  });
});

describe("N18.6: a delivery has a room for each of its people with the driver", () => {
  test("N18.6: one a pair, however many ask at once, and only the first creates it", async () => {
    const { id } = await delivery();
    const asked = await Promise.all(
      [...Array(8)].map((_, index) =>
        index % 2 === 0
          ? openRoom(core, cast.worker, id, cast.customer.id)
          : openRoom(core, cast.customer, id, cast.worker.id),
      ),
    );
    expect(new Set(asked.map(({ room }) => room.conversation_id)).size).toBe(1);
    expect(asked.filter(({ created }) => created)).toHaveLength(1);
    const support = await openRoom(core, cast.agent, id, cast.worker.id);
    expect(support.created).toBe(true);
    const { rooms } = await getCase(core, cast.worker, id);
    expect(rooms.map(({ person }) => person.id)).toEqual([cast.customer.id, cast.agent.id]);
    // What is said with support does not reach the client.
    const { conversation_id } = support.room;
    expect(await codeOf(openConversation(core, cast.customer, conversation_id))).toBe("forbidden");
    await changeStatus(core, cast.worker, id, { status: "picked_up" });
    for (const room of rooms) {
      const { messages, case: theCase } = await openConversation(
        core,
        cast.worker,
        room.conversation_id,
      );
      expect(messages.map(({ system }) => system?.name === "status" && system.status)).toEqual([
        "picked_up",
      ]);
      expect(theCase.status).toBe("picked_up");
    }
  });

  test("N18.6: a merchant who opened the delivery has a room, and nothing internal", async () => {
    const merchant = await createMember(database, organization, "manager");
    const opened = await openCase(core, merchant, {
      kind: "delivery",
      title: "Colis",
      fields: addresses,
      customer_id: cast.customer.id,
    });
    expect(opened.internal).toBeUndefined();
    expect(await codeOf(openRoom(core, merchant, opened.id, cast.worker.id))).toBe("forbidden");
    await assignCase(core, cast.agent, opened.id, { assignee_id: cast.worker.id });
    const { room } = await openRoom(core, merchant, opened.id, cast.worker.id);
    const state = await openConversation(core, merchant, room.conversation_id);
    expect(state.internal_id).toBeUndefined();
    const other = await createMember(database, organization, "manager");
    expect(await codeOf(getCase(core, other, opened.id))).toBe("forbidden");
    const { cases } = await listCases(core, other);
    expect(cases.filter(({ kind }) => kind === "delivery")).toEqual([]);
  });
});

describe("N18.7: naming who does the work", () => {
  test("N18.7: takes a waiting case for them, and takes it from who had it", async () => {
    const { id, status } = await delivery(false);
    expect(status).toBe("pending");
    const driver = await createMember(database, organization, "worker");
    const { revision } = await casesSince(core, driver);
    await assignCase(core, cast.agent, id, { assignee_id: driver.id });
    expect(await getCase(core, driver, id)).toMatchObject({ status: "assigned" });
    expect((await casesSince(core, driver, revision)).changed.map((one) => one.id)).toEqual([id]);
    const later = await casesSince(core, driver);
    await assignCase(core, cast.agent, id, { assignee_id: cast.worker.id });
    expect(await casesSince(core, driver, later.revision)).toMatchObject({
      changed: [],
      removed: [id],
    });
    expect(await codeOf(getCase(core, driver, id))).toBe("forbidden");
    expect(await codeOf(assignCase(core, cast.agent, id, { assignee_id: null }))).toBe(
      "transition_not_allowed",
    );
  });

  test("N18.7: only somebody of this organization whose work it is", async () => {
    const { id } = await delivery();
    const stranger = await createMember(database, outside, "worker");
    for (const assignee_id of [stranger.id, cast.customer.id, newId()]) {
      const refusal = await refusalOf(assignCase(core, cast.agent, id, { assignee_id }));
      expect(Object.keys(refusal.details.fields ?? {})).toEqual(["assignee_id"]);
    }
  });
});

test("P2: the same client_id with other fields is another case, and refused", async () => {
  const input = { kind: "ticket", title: "Imprimante", client_id: newId() };
  const [first, second] = await Promise.all([
    openCase(core, cast.customer, input),
    openCase(core, cast.customer, input),
  ]);
  expect(second.id).toBe(first?.id);
  const it = await createDepartment(core, cast.admin, { name: "Ventes" });
  const other = openCase(core, cast.customer, { ...input, fields: { department: it.id } });
  expect(await codeOf(other)).toBe("client_id_reused");
});
