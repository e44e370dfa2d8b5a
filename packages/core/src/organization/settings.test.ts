import { accentOf, type ChangeEmbedding, type OrganizationLook } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list-entries.ts";
import { getCase } from "../case/get-case.ts";
import { openCase } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { readSite } from "../embedding/read-site.ts";
import { changeEmbedding } from "../embedding/settings.ts";
import { lookThroughLink } from "../guest/look-through-link.ts";
import { openLink } from "../guest/open-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { readInvitation } from "../invitation/accept-invitation.ts";
import { invite } from "../invitation/invite.ts";
import { changeMe } from "../member/change-me.ts";
import { readMe } from "../member/me.ts";
import { listKinds } from "../quick-answer/read-answers.ts";
import {
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
  memoryFiles,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { photo } from "../testing/sample-files.ts";
import { changeOrganization } from "./change-settings.ts";
import { openLogo, removeLogo, setLogo } from "./logo.ts";
import { readOrganization } from "./read-settings.ts";

let database: TestDatabase;
let core: Core;
let admin: Actor;
let customer: Actor;
let outside: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
  outside = await createOutsider(database);
});
beforeEach(async () => {
  const organization = await createOrganization(database, { kinds: ["ticket", "request"] });
  admin = await createMember(database, organization, "admin");
  customer = await createMember(database, organization, "customer");
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

describe("what an organization says of itself", () => {
  it("is read and changed by its admins; what is absent stays", async () => {
    await changeOrganization(core, admin, { name: "Atelier Niaréla", retention_days: 365 });
    expect(await changeOrganization(core, admin, { language: "en" })).toMatchObject({
      name: "Atelier Niaréla",
      language: "en",
      retention_days: 365,
      accent: null,
      logo: null,
    });
    const { entries } = await listAudit(core, admin, { area: "organization" });
    expect(entries).toMatchObject([
      { before: { language: "fr" }, after: { language: "en" } },
      { after: { name: "Atelier Niaréla", retention_days: 365 } },
    ]);
    await changeOrganization(core, admin, { language: "en" });
    expect((await listAudit(core, admin)).entries).toHaveLength(2);
  });

  it("reaches everybody of it: the colour in both themes, so that it can be read", async () => {
    await changeOrganization(core, admin, { accent: "#ffee00" });
    const { organization } = await readMe(core, customer);
    expect(organization.accent?.light.brand).not.toBe("#ffee00");
    expect(organization.accent?.dark.brand).toBe("#ffee00");
  });

  it("P5: is nobody else's to read or change", async () => {
    const others = (["customer", "worker", "agent", "manager"] as const).map((role) =>
      createMember(database, admin.organization_id, role),
    );
    for (const actor of await Promise.all(others)) {
      expect(await codeOf(readOrganization(core, actor))).toBe("forbidden");
      expect(await codeOf(changeOrganization(core, actor, { name: "X" }))).toBe("forbidden");
      expect(await codeOf(setLogo(core, actor, Buffer.alloc(1)))).toBe("forbidden");
    }
    await changeOrganization(core, outside, { name: "Ailleurs" });
    expect((await readOrganization(core, admin)).name).not.toBe("Ailleurs");
  });
});

describe("kinds in use", () => {
  const open = (kind: string) => openCase(core, customer, { kind, title: "Ça ne marche pas" });

  it("of one that is off, none is opened anew, and those that are there stay", async () => {
    const ticket = await open("ticket");
    const settings = await changeOrganization(core, admin, { kinds: ["request"] });
    expect(settings.kinds.filter(({ in_use }) => in_use).map(({ name }) => name)).toEqual([
      "request",
    ]);
    expect((await refusalOf(open("ticket"))).details.fields).toHaveProperty("kind");
    expect((await getCase(core, customer, ticket.id)).kind).toBe("ticket");
    await open("request");
    const told = await listKinds(core, customer);
    expect(told.find(({ name }) => name === "ticket")).toMatchObject({
      opened_by: [],
      opened_for: [],
    });
    expect((await readMe(core, customer)).organization.kinds).toEqual(["request", "ticket"]);
  });

  it("one that comes with another comes and goes with it", async () => {
    await changeOrganization(core, admin, { kinds: ["delivery"] });
    const kinds = (await listKinds(core, customer)).map(({ name }) => name);
    expect(kinds).toEqual(["ticket", "request", "delivery", "talk"]);
    const back = await changeOrganization(core, admin, { kinds: ["ticket", "request"] });
    expect(back.kinds.find(({ name }) => name === "delivery")?.in_use).toBe(false);
    expect(back.kinds.map(({ name }) => name)).not.toContain("talk");
  });

  it("are those that there are", async () => {
    const refused = await refusalOf(changeOrganization(core, admin, { kinds: ["wedding"] }));
    expect(refused.details.fields).toHaveProperty("kinds");
  });
});

describe("telephone numbers", () => {
  it("without a code are read by the organization's country, and refused without one", async () => {
    expect(await codeOf(changeMe(core, admin, { phone: "76 12 34 56" }))).toBe("invalid_body");
    await changeOrganization(core, admin, { phone_country: "ML" });
    expect((await changeMe(core, admin, { phone: "76 12 34 56" })).phone).toBe("+22376123456");
    // In Côte d'Ivoire the zero in front belongs to the number; in France it does not.
    await changeOrganization(core, admin, { phone_country: "CI" });
    expect((await changeMe(core, admin, { phone: "07 09 12 34 56" })).phone).toBe("+2250709123456");
    await changeOrganization(core, admin, { phone_country: "FR" });
    expect((await changeMe(core, admin, { phone: "06 12 34 56 78" })).phone).toBe("+33612345678");
    expect((await changeMe(core, admin, { phone: "+223 76 12 34 56" })).phone).toBe("+22376123456");
    const nowhere = await refusalOf(changeOrganization(core, admin, { phone_country: "ZZ" }));
    expect(nowhere.details.fields).toHaveProperty("phone_country");
  });
});

const embedding: ChangeEmbedding = {
  enabled: true,
  origins: ["https://garage.example"],
  kind: "request",
  anonymous: true,
  accent: null,
  side: "right",
};

/** What each way into an organization tells of it. */
async function lookToldBy(actor: Actor): Promise<OrganizationLook[]> {
  const tokenOf = ({ path }: { path: string }) => path.split("/").at(-1) ?? "";
  const room = await createConversation(core, database, actor.organization_id);
  const token = tokenOf(await shareLink(core, room.worker, room.id));
  const seen = await lookThroughLink(core, token);
  const { visit } = await openLink(core, { token });
  const invitation = tokenOf(await invite(core, actor, { role: "worker" }));
  const { site } = await changeEmbedding(core, actor, embedding);
  const read = [await readInvitation(core, invitation), await readSite(core, site)];
  return [seen, visit, ...read].map(({ organization }) => organization);
}

describe("a logo", () => {
  const bytesOf = async (path: string | null) => {
    const [organization = "", id = ""] = path?.split("/").slice(2) ?? [];
    const chunks: Buffer[] = [];
    for await (const chunk of await openLogo(core, organization, id)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };

  it("is drawn anew, shown to anybody, and gone once another one is there", async () => {
    const { logo } = await setLogo(core, admin, await photo());
    expect((await bytesOf(logo)).subarray(8, 12).toString()).toBe("WEBP");
    expect((await readMe(core, customer)).organization.logo).toBe(logo);
    const second = await setLogo(core, admin, await photo());
    expect(second.logo).not.toBe(logo);
    expect(await codeOf(bytesOf(logo))).toBe("not_found");
    expect(await removeLogo(core, admin)).toMatchObject({ logo: null });
    expect(await codeOf(bytesOf(second.logo))).toBe("not_found");
  });

  it("N33.6: is told, with the colour, to whoever comes by a link, an invitation or the site; another's link tells its own name", async () => {
    const { logo } = await setLogo(core, admin, await photo());
    await changeOrganization(core, admin, { accent: "#7a1f5c" });
    const own = { name: "SOS Dépannage Bamako", logo, accent: accentOf("#7a1f5c") };
    expect(await lookToldBy(admin)).toEqual([own, own, own, own]);
    const plain = { name: "Garage du Fleuve" };
    const other = await createMember(database, await createOrganization(database, plain), "admin");
    expect(await lookToldBy(other)).toEqual([plain, plain, plain, plain]);
  });

  it("is a picture, whatever it is called", async () => {
    const page = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
    expect(await codeOf(setLogo(core, admin, page))).toBe("file_type_refused");
    expect((await readOrganization(core, admin)).logo).toBeNull();
  });
});
