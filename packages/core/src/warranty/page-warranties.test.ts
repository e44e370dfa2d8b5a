import type { WarrantiesQuery } from "@relais/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import {
  codeOf,
  createMember,
  createOrganization,
  createOutsider,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { createWarranty } from "./create-warranty.ts";
import { pageWarranties } from "./list-warranties.ts";

let database: TestDatabase;
let core: Core;
let nadia: Actor;
let mariam: Actor;
let salif: Actor;

const products = ["Lave-linge", "Four 100%", "Ventilateur", "Réfrigérateur", "Téléviseur"];

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  const organization = await createOrganization(database, { kinds: ["claim"] });
  nadia = await createMember(database, organization, "agent");
  mariam = await createMember(database, organization, "customer");
  salif = await createMember(database, organization, "customer");
  for (const [index, product] of products.entries()) {
    const ends = index === 0 ? 2020 : 2090 + index;
    await createWarranty(core, nadia, {
      number: `GP-${index}`,
      product,
      customer_id: (index === 4 ? salif : mariam).id,
      starts_on: "2019-01-01",
      ends_on: `${ends}-06-01`,
    });
  }
}, 60_000);
afterAll(async () => {
  await core.close();
  await database.stop();
});

const named = async (actor: Actor, query: WarrantiesQuery) =>
  (await pageWarranties(core, actor, query)).warranties.map(({ product }) => product);

it("N33.9: warranties come by page: those that hold, then the others, whichever ends first before", async () => {
  const first = await pageWarranties(core, nadia, { limit: 2 });
  expect(first).toMatchObject({ count: 5, next: first.warranties[1]?.id });
  const second = await pageWarranties(core, nadia, { limit: 2, after: first.next ?? "" });
  const last = await pageWarranties(core, nadia, { limit: 2, after: second.next ?? "" });
  expect(last.next).toBeNull();
  const all = [first, second, last].flatMap(({ warranties }) => warranties);
  const [expired, ...holding] = products;
  expect(all.map(({ product }) => product)).toEqual([...holding, expired]);
});

it("N33.9: they are found by words, taken as they stand, and by how they stand", async () => {
  expect(await named(nadia, { q: "frigé" })).toEqual(["Réfrigérateur"]);
  expect(await named(nadia, { q: "gp-2" })).toEqual(["Ventilateur"]);
  expect(await named(nadia, { q: salif.full_name })).toContain("Téléviseur");
  expect(await named(nadia, { q: "100%" })).toEqual(["Four 100%"]);
  expect(await named(nadia, { q: "%" })).toEqual(["Four 100%"]);
  expect(await named(nadia, { q: "_" })).toEqual([]);
  expect(await named(nadia, { status: "expired" })).toEqual(["Lave-linge"]);
  expect(await named(nadia, { status: "active", customer_id: salif.id })).toEqual(["Téléviseur"]);
});

it("N33.9: a customer finds their own alone, and whoever repairs none", async () => {
  expect(await named(salif, {})).toEqual(["Téléviseur"]);
  expect(await named(salif, { q: "Ventilateur" })).toEqual([]);
  expect(await codeOf(pageWarranties(core, salif, { customer_id: mariam.id }))).toBe("forbidden");
  const somebody = (role: "worker" | "customer") =>
    createMember(database, nadia.organization_id, role);
  expect(await codeOf(pageWarranties(core, await somebody("worker"), {}))).toBe("forbidden");
  expect(await named(await somebody("customer"), {})).toEqual([]);
  const oscar = await createOutsider(database);
  expect(await named(oscar, { customer_id: mariam.id })).toEqual([]);
  const [one] = (await pageWarranties(core, nadia)).warranties;
  expect(await named(oscar, { after: one?.id })).toEqual([]);
});
