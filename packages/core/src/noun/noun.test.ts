import type { Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import type { Actor } from "../actor.ts";
import { openCase } from "../case/open-case.ts";
import { listAudit } from "../audit/list-entries.ts";
import { createCategory } from "../category/create-category.ts";
import { listCategories } from "../category/list-categories.ts";
import type { Core } from "../core.ts";
import { createDepartment } from "../department/create-department.ts";
import { listDepartments } from "../department/list-departments.ts";
import { createEquipment } from "../equipment/create-equipment.ts";
import { listEquipment } from "../equipment/list-equipment.ts";
import { newId } from "../ids.ts";
import { changeMe } from "../member/change-me.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { changeCategory, changeDepartment, changeEquipment } from "./change-noun.ts";
import { removeCategory, removeDepartment, removeEquipment } from "./remove-noun.ts";

let database: TestDatabase;
let core: Core;
let admin: Actor;
let employee: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});
beforeEach(async () => {
  const organization = await createOrganization(database, { kinds: ["ticket"] });
  admin = await createMember(database, organization, "admin");
  employee = await createMember(database, organization, "customer");
});

const made = {
  department: () => createDepartment(core, admin, { name: "Comptabilité" }),
  category: () => createCategory(core, admin, { name: "Réseau", kind: "ticket" }),
  equipment: () =>
    createEquipment(core, admin, { name: "Imprimante", type: "imprimante", serial_number: "A1" }),
};
const change = {
  department: changeDepartment,
  category: changeCategory,
  equipment: changeEquipment,
};
const remove = {
  department: removeDepartment,
  category: removeCategory,
  equipment: removeEquipment,
};
const list = { department: listDepartments, category: listCategories, equipment: listEquipment };
const nouns = ["department", "category", "equipment"] as const;

/** A ticket that names it. */
const ticketWith = (noun: (typeof nouns)[number], id: string) =>
  openCase(core, employee, {
    kind: "ticket",
    title: "Plus rien ne marche",
    fields: { [noun]: id },
    client_id: newId(),
  });
const actions = async () => {
  const { rows } = await database.owner.query<{ action: string }>(
    "select action from audit_entry where organization_id = $1 order by id",
    [admin.organization_id],
  );
  return rows.map(({ action }) => action);
};

describe.each(nouns)("%s", (noun) => {
  it("N33.8: is renamed, and cases keep the name of then", async () => {
    const { id, name } = await made[noun]();
    const before = await ticketWith(noun, id);
    expect(before.fields[noun]).toEqual({ id, title: name });
    expect(await change[noun](core, admin, id, { name: "Autrement" })).toMatchObject({
      id,
      name: "Autrement",
      archived: false,
    });
    const after = await ticketWith(noun, id);
    expect(before.fields[noun]).toEqual({ id, title: name });
    expect(after.fields[noun]).toEqual({ id, title: "Autrement" });
    // The same name again is no change.
    await change[noun](core, admin, id, { name: "Autrement" });
    expect(await actions()).toEqual([`${noun}.created`, `${noun}.changed`]);
  });

  it("N33.8: is erased when nothing names it", async () => {
    const { id } = await made[noun]();
    expect(await remove[noun](core, admin, id)).toEqual({ archived: false });
    expect(await list[noun](core, admin, { archived: true })).toEqual([]);
    expect(await codeOf(remove[noun](core, admin, id))).toBe("not_found");
    expect(await actions()).toEqual([`${noun}.created`, `${noun}.deleted`]);
  });

  it("N33.8: is archived when a case names it: chosen no more, until it is taken out again", async () => {
    const { id } = await made[noun]();
    await ticketWith(noun, id);
    expect(await remove[noun](core, admin, id)).toEqual({ archived: true });
    expect(await remove[noun](core, admin, id)).toEqual({ archived: true });
    expect(await list[noun](core, employee)).toEqual([]);
    expect(await list[noun](core, admin)).toEqual([]);
    expect(await list[noun](core, admin, { archived: true })).toMatchObject([
      { id, archived: true },
    ]);
    expect(await codeOf(ticketWith(noun, id))).toBe("invalid_body");
    expect(await change[noun](core, admin, id, { archived: false })).toMatchObject({
      archived: false,
    });
    await ticketWith(noun, id);
    expect(await actions()).toEqual([`${noun}.created`, `${noun}.archived`, `${noun}.restored`]);
  });

  test("N33.8: is nobody's to change but an admin's of the organization", async () => {
    const { id, name } = await made[noun]();
    await ticketWith(noun, id);
    for (const role of ["customer", "worker", "agent", "manager"] satisfies Role[]) {
      const somebody = await createMember(database, admin.organization_id, role);
      expect(await codeOf(change[noun](core, somebody, id, { name: "x" }))).toBe("forbidden");
      expect(await codeOf(remove[noun](core, somebody, id))).toBe("forbidden");
      expect(await codeOf(list[noun](core, somebody, { archived: true }))).toBe("forbidden");
    }
    const guest = { ...admin, guest: { conversation_id: newId() } };
    expect(await codeOf(remove[noun](core, guest, id))).toBe("forbidden");
    const oscar = await createOutsider(database);
    expect(await codeOf(change[noun](core, oscar, id, { name: "x" }))).toBe("not_found");
    expect(await codeOf(remove[noun](core, oscar, id))).toBe("not_found");
    expect(await list[noun](core, oscar, { archived: true })).toEqual([]);
    expect(await list[noun](core, admin)).toMatchObject([{ id, name }]);
  });
});

describe("a name that is taken", () => {
  it("N33.8: is refused by its field, when renaming and when taking out of the archive", async () => {
    const first = await made.department();
    const second = await createDepartment(core, admin, { name: "Ventes" });
    const taken = { code: "invalid_body", details: { fields: { name: expect.anything() } } };
    await expect(
      changeDepartment(core, admin, second.id, { name: "COMPTABILITÉ" }),
    ).rejects.toMatchObject(taken);
    await ticketWith("department", first.id);
    await removeDepartment(core, admin, first.id);
    await changeDepartment(core, admin, second.id, { name: "Comptabilité" });
    await expect(
      changeDepartment(core, admin, first.id, { archived: false }),
    ).rejects.toMatchObject(taken);
    await changeDepartment(core, admin, first.id, { archived: false, name: "Caisse" });
  });

  it("N33.8: is that of another kind for a category, and a serial number for an equipment", async () => {
    await made.category();
    const claims = await createCategory(core, admin, { name: "Panne", kind: "claim" });
    await changeCategory(core, admin, claims.id, { name: "Réseau" });
    await made.equipment();
    const other = await createEquipment(core, admin, { name: "Écran", type: "écran" });
    await expect(
      changeEquipment(core, admin, other.id, { serial_number: "A1" }),
    ).rejects.toMatchObject({
      code: "invalid_body",
      details: { fields: { serial_number: expect.anything() } },
    });
  });
});

describe("a department", () => {
  it("N33.8: is in use by its people, who keep it when it is archived", async () => {
    const { id, name } = await made.department();
    await changeMe(core, employee, { department: id });
    expect(await removeDepartment(core, admin, id)).toEqual({ archived: true });
    // Their own form, sent again as it stands.
    await changeMe(core, employee, { department: id, full_name: "Salif Koné" });
    const another = await createMember(database, admin.organization_id, "customer");
    expect(await codeOf(changeMe(core, another, { department: id }))).toBe("invalid_body");
    expect(await codeOf(changeMe(core, another, { department: name }))).toBe("invalid_body");
  });

  it("N33.8: is in use by its equipment, which may be changed all the same", async () => {
    const { id } = await made.department();
    const printer = await createEquipment(core, admin, {
      name: "Imprimante",
      type: "imprimante",
      department_id: id,
    });
    expect(await removeDepartment(core, admin, id)).toEqual({ archived: true });
    const kept = { name: "Imprimante du hall", department_id: id };
    expect(await changeEquipment(core, admin, printer.id, kept)).toMatchObject(kept);
    const other = await createEquipment(core, admin, { name: "Écran", type: "écran" });
    await expect(
      changeEquipment(core, admin, other.id, { department_id: id }),
    ).rejects.toMatchObject({ details: { fields: { department_id: expect.anything() } } });
  });
});

describe("the holder of an equipment", () => {
  it("N33.5 N33.8: is set and taken away, and stands in the log by name, as its department does", async () => {
    const department = await made.department();
    const customer = await createMember(database, admin.organization_id, "customer");
    const { id } = await createEquipment(core, admin, { name: "Perceuse", type: "outil" });
    const given = { department_id: department.id, holder_id: customer.id };
    const changed = await changeEquipment(core, admin, id, given);
    expect(changed.holder).toMatchObject({ full_name: customer.full_name });
    await changeEquipment(core, admin, id, { holder_id: null });
    const [cleared, told] = (await listAudit(core, admin, { area: "equipment" })).entries;
    expect(told).toMatchObject({
      before: { department: null, holder: null },
      after: { department: department.name, holder: customer.full_name },
    });
    expect([cleared?.before, cleared?.after]).toEqual([
      { holder: customer.full_name },
      { holder: null },
    ]);
    expect(JSON.stringify(told)).not.toContain(customer.id);
  });

  it("N33.8: is nobody of another organization: nothing is changed then", async () => {
    const elsewhere = await createOrganization(database);
    const stranger = await createMember(database, elsewhere, "customer");
    const { id } = await createEquipment(core, admin, { name: "Ponceuse", type: "outil" });
    await expect(
      changeEquipment(core, admin, id, { name: "Autre", holder_id: stranger.id }),
    ).rejects.toMatchObject({ details: { fields: { holder_id: expect.anything() } } });
    const [kept] = (await listEquipment(core, admin)).filter((one) => one.id === id);
    expect(kept).toMatchObject({ name: "Ponceuse", holder: null });
  });
});
