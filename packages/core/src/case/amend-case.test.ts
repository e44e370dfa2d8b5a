import type { CaseView, Role } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
import { createWarranty } from "../warranty/create-warranty.ts";
import { getWarranty } from "../warranty/list-warranties.ts";
import { type AmendCase, amendCase } from "./amend-case.ts";
import { changeStatus } from "./change-status.ts";
import { getCase } from "./get-case.ts";
import { openCase } from "./open-case.ts";

let database: TestDatabase;
let core: Core;
let organization: string;
let nadia: Actor;
let paul: Actor;
let oscar: Actor;

const member = (role: Role) => createMember(database, organization, role);

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
  organization = await createOrganization(database, { kinds: ["claim"] });
  nadia = await member("agent");
  paul = await member("customer");
  oscar = await createOutsider(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const open = (): Promise<CaseView> =>
  openCase(core, nadia, { kind: "claim", title: "Lave-linge en panne", customer_id: paul.id });

describe("Several changes of a case at once", () => {
  test("all go through, each with its entry, and the same again changes nothing", async () => {
    const { id } = await open();
    const changes: AmendCase = {
      priority: "urgent",
      tags: ["vip"],
      fields: { notes: "Rappeler lundi", talk: "resolved" },
      assignee_id: nadia.id,
    };
    const after = await amendCase(core, nadia, id, changes);
    expect(after).toMatchObject({
      priority: "urgent",
      assignee: { id: nadia.id },
      internal: { tags: ["vip"], fields: { notes: "Rappeler lundi", talk: "resolved" } },
    });
    expect(await amendCase(core, nadia, id, changes)).toEqual(after);
  });

  test("when one part is refused, nothing of it happened", async () => {
    const before = await open();
    const asked = { priority: "urgent", assignee_id: paul.id } as const;
    expect(await codeOf(amendCase(core, nadia, before.id, asked))).toBe("invalid_body");
    const wrong = { priority: "urgent", fields: { talk: "asleep" } } as const;
    expect(await codeOf(amendCase(core, nadia, before.id, wrong))).toBe("invalid_body");
    expect(await getCase(core, nadia, before.id)).toEqual(before);
  });

  test("the customer, finance and another organization change nothing", async () => {
    const { id } = await open();
    const changes = { priority: "urgent", assignee_id: nadia.id } as const;
    expect(await codeOf(amendCase(core, paul, id, changes))).toBe("forbidden");
    expect(await codeOf(amendCase(core, await member("manager"), id, changes))).toBe("forbidden");
    expect(await codeOf(amendCase(core, oscar, id, changes))).toBe("not_found");
  });
});

describe("A step from where the caller believes the case to be", () => {
  test("is refused when it is elsewhere, and taken when it is there", async () => {
    const { id } = await open();
    const step = { status: "under_review", from: "approved" };
    expect(await codeOf(changeStatus(core, nadia, id, step))).toBe("transition_not_allowed");
    const right = { status: "under_review", from: "submitted" };
    expect((await changeStatus(core, nadia, id, right)).status).toBe("under_review");
  });
});

describe("A warranty", () => {
  const body = (more: object) => ({
    number: crypto.randomUUID(),
    product: "Lave-linge",
    starts_on: "2026-01-01",
    ends_on: "2030-01-01",
    ...more,
  });

  test("is recorded for a customer without an account, who can then have a claim about it", async () => {
    const warranty = await createWarranty(
      core,
      nadia,
      body({ guest: { full_name: "Paul Mercier" } }),
    );
    expect(warranty.customer.full_name).toBe("Paul Mercier");
    const claim = await openCase(core, nadia, {
      kind: "claim",
      title: "En panne",
      customer_id: warranty.customer.id,
      fields: { warranty: warranty.id },
    });
    expect(claim.fields.warranty).toMatchObject({ id: warranty.id });
    const both = body({ customer_id: paul.id, guest: { full_name: "Paul Mercier" } });
    expect(await codeOf(createWarranty(core, nadia, both))).toBe("invalid_body");
  });

  test("is read by the office and its customer, and unknown to others", async () => {
    const { id } = await createWarranty(core, nadia, body({ customer_id: paul.id }));
    expect((await getWarranty(core, nadia, id)).id).toBe(id);
    expect((await getWarranty(core, paul, id)).id).toBe(id);
    expect(await codeOf(getWarranty(core, await member("customer"), id))).toBe("not_found");
    expect(await codeOf(getWarranty(core, oscar, id))).toBe("not_found");
    expect(await codeOf(getWarranty(core, await member("worker"), id))).toBe("forbidden");
  });
});
