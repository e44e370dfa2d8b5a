import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../access/sign-in.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { startTestDatabase, type TestDatabase, testCore } from "../testing/index.ts";
import { acceptInvitation, readInvitation } from "../invitation/accept-invitation.ts";
import { createOrganization } from "./create-organization.ts";
import { listOrganizations } from "./list-organizations.ts";
import { slugOf } from "./slug.ts";

let database: TestDatabase;
let core: Core;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
});
afterAll(async () => {
  await core.close();
  await database.stop();
});

const wanted = {
  name: "Garage de l’Étoile",
  kind: "request",
  admin_email: "Chef@Etoile.example",
  admin_name: "Aminata Sy",
  language: "fr",
  time_zone: "Africa/Abidjan",
} as const;

const refusalOf = (change: Partial<Record<keyof typeof wanted, string>>) =>
  createOrganization(core, database.target, { ...wanted, ...change } as typeof wanted).catch(
    (error: unknown) => (error instanceof RefusedError ? error.details.fields : error),
  );

describe("creating an organization", () => {
  it("makes its first administrator, who signs in with the password that is shown once", async () => {
    const { id, slug, entrance } = await createOrganization(core, database.target, wanted, true);
    const { password } = entrance as { password: string };
    expect(slug).toBe("garage-de-l-etoile");
    const { user } = await signIn(core, { email: "chef@etoile.example", password });
    expect(user).toMatchObject({
      full_name: "Aminata Sy",
      role: "admin",
      organization: { id, name: wanted.name, kinds: ["request"] },
    });
  });

  it("invites its first administrator by a link that is told once, and makes no account before", async () => {
    const email = "invitee@etoile.example";
    const invited = { ...wanted, admin_email: email };
    const { id, entrance } = await createOrganization(core, database.target, invited);
    const token = (entrance as { path: string }).path.split("/").at(-1) ?? "";
    const organizations = await listOrganizations(database.target);
    expect(organizations.find((one) => one.id === id)).toMatchObject({ members: 0 });
    expect(await readInvitation(core, token)).toMatchObject({
      organization: { name: wanted.name },
      role: "admin",
      full_name: "Aminata Sy",
      email,
    });
    const password = "une phrase de passe";
    const given = { token, email, full_name: "Aminata Sy", password, language: "fr" } as const;
    await acceptInvitation(core, given);
    const { user } = await signIn(core, { email, password });
    expect(user).toMatchObject({ role: "admin", organization: { id } });
    await expect(readInvitation(core, token)).rejects.toMatchObject({ code: "invitation_used" });
    const { rows } = await database.owner.query<{ action: string }>(
      "select action from audit_entry where organization_id = $1 order by id",
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "organization.created",
      "invitation.accepted",
    ]);
  });

  it("gives a second one of the same name an address of its own", async () => {
    const { slug } = await createOrganization(core, database.target, {
      ...wanted,
      admin_email: "other@etoile.example",
    });
    expect(slug).toBe("garage-de-l-etoile-3");
  });

  it("refuses an address that somebody has, and stores nothing of it", async () => {
    const before = await listOrganizations(database.target);
    expect(await refusalOf({})).toEqual({
      admin_email: expect.objectContaining({ en: "Somebody has this address already." }),
    });
    expect(await listOrganizations(database.target)).toEqual(before);
  });

  it("names every field that is wrong", async () => {
    const fields = await refusalOf({ name: " ", kind: "wedding", admin_email: "chef" });
    expect(Object.keys(fields as object).sort()).toEqual(["admin_email", "kind", "name"]);
  });
});

it("lists organizations with the number of their people", async () => {
  const [line] = await listOrganizations(database.target);
  expect(line).toMatchObject({ name: wanted.name, kinds: ["request"], members: 1 });
});

it.each([
  ["SOS Dépannage Bamako", "sos-depannage-bamako"],
  ["  Ça & là !", "ca-la"],
  ["日本", "organization"],
])("writes %s as %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
