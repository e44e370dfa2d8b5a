import { createHmac, generateKeyPairSync } from "node:crypto";
import { createSigner } from "fast-jwt";
import type { ChangeEmbedding, EmbeddingView, HistoryPage, OpenedLink } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list-entries.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { openLink } from "../guest/open-link.ts";
import { revokeLink } from "../guest/revoke-link.ts";
import { newId } from "../ids.ts";
import {
  createMember,
  createOrganization,
  createOutsider,
  refusalOf,
  startTestCore,
  TestClock,
  type TestCore,
  type TestDatabase,
} from "../testing/index.ts";
import { addIdentityKey, removeIdentityKey } from "./identity-keys.ts";
import { framingSites, readSite } from "./read-site.ts";
import { resumeVisit } from "./resume-visit.ts";
import { changeEmbedding, readEmbedding } from "./settings.ts";
import { startVisit } from "./start-visit.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let stop: TestCore["stop"];
let admin: Actor;
let open: EmbeddingView;

beforeAll(async () => {
  ({ database, core, stop } = await startTestCore({ now: clock.now }));
}, 60_000);
afterAll(() => stop());
beforeEach(async () => {
  clock.set();
  admin = await newAdmin();
  open = await turnOn(admin);
});

const newAdmin = async () => createMember(database, await createOrganization(database), "admin");

const wanted: ChangeEmbedding = {
  enabled: true,
  origins: ["https://garage.example"],
  kind: "request",
  anonymous: true,
  accent: null,
  side: "right",
};
const turnOn = (actor: Actor, change: Partial<ChangeEmbedding> = {}) =>
  changeEmbedding(core, actor, { ...wanted, ...change });

const anyToken = () => (newId() + newId()).replaceAll("-", "");
const start = (change: Partial<Parameters<typeof startVisit>[2]> = {}, site = open.site) =>
  startVisit(core, site, {
    token: anyToken(),
    guest: { full_name: "Awa Traoré" },
    text: "Ma voiture ne démarre plus",
    client_id: newId(),
    ...change,
  });
const actorOf = ({ access_token }: Pick<OpenedLink, "access_token">) =>
  core.accessTokens.verify(access_token).actor;
const said = async (opened: OpenedLink) => {
  const text = await readHistory(core, actorOf(opened), opened.visit.conversation_id);
  const page = JSON.parse(text) as HistoryPage;
  return page.messages.filter(({ kind }) => kind === "text").map(({ text }) => text);
};

const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code;
const seconds = () => Math.floor(clock.now().getTime() / 1_000);
type Claims = Record<string, unknown>;
const claimsFor = (site: string, change: Claims = {}): Claims => ({
  sub: "client-42",
  aud: site,
  exp: seconds() + 600,
  name: "Awa Traoré",
  ...change,
});
const signedWith = (secret: string, claims: Claims): string =>
  createSigner({ key: secret, algorithm: "HS256" })(claims);
const newSecret = async (actor = admin): Promise<string> =>
  (await addIdentityKey(core, actor, {})).secret ?? "";

describe("the settings", () => {
  test("N34.1: are an admin's: nobody else reads or changes them", async () => {
    for (const role of ["customer", "worker", "agent", "manager"] as const) {
      const actor = await createMember(database, admin.organization_id, role);
      expect(await codeOf(readEmbedding(core, actor))).toBe("forbidden");
      expect(await codeOf(turnOn(actor))).toBe("forbidden");
      expect(await codeOf(addIdentityKey(core, actor, {}))).toBe("forbidden");
      expect(await codeOf(removeIdentityKey(core, actor, newId()))).toBe("forbidden");
    }
    const guest = { ...admin, guest: { conversation_id: newId() } };
    expect(await codeOf(readEmbedding(core, guest))).toBe("forbidden");
  });

  test("P5: another organization's admin has their own", async () => {
    const oscar = await createOutsider(database);
    const { keys } = (await addIdentityKey(core, admin, {})).embedding;
    const own = await readEmbedding(core, oscar);
    expect(own.enabled).toBe(false);
    expect(own.site).not.toBe(open.site);
    await removeIdentityKey(core, oscar, keys[0]?.id ?? "");
    expect((await readEmbedding(core, admin)).keys).toEqual(keys);
  });

  test("N34.1: take origins as browsers say them, and no others", async () => {
    const { origins } = await turnOn(admin, {
      origins: ["https://Garage.example/", "https://garage.example:443", "http://localhost:4000"],
    });
    expect(origins).toEqual(["https://garage.example", "http://localhost:4000"]);
    for (const origin of [
      "garage.example",
      "https://garage.example/shop",
      "https://*.example",
      "javascript:alert(1)",
      "https://a;script-src *",
      "https://me@garage.example",
      "null",
    ]) {
      expect(await codeOf(turnOn(admin, { origins: [origin] }))).toBe("invalid_body");
    }
    expect(await codeOf(turnOn(admin, { origins: [] }))).toBe("invalid_body");
  });

  test("what an admin changes is in the audit log, without the secret", async () => {
    const secret = await newSecret();
    const [key] = (await readEmbedding(core, admin)).keys;
    await removeIdentityKey(core, admin, key?.id ?? "");
    const { entries } = await listAudit(core, admin);
    expect(entries.map(({ action }) => action)).toEqual([
      "embedding.key_withdrawn",
      "embedding.key_added",
      "embedding.changed",
    ]);
    expect(entries[2]?.after).toMatchObject({ origins: ["https://garage.example"] });
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  test("N34.1: open only kinds that need nothing but words", async () => {
    expect(open.possible_kinds).toContain("request");
    for (const kind of ["appointment", "delivery", "contact", "nothing"]) {
      expect(open.possible_kinds).not.toContain(kind);
      expect(await codeOf(turnOn(admin, { kind }))).toBe("invalid_body");
    }
  });

  test("a site that is switched off is as unknown as none", async () => {
    expect(await framingSites(core, open.site)).toEqual(["https://garage.example"]);
    expect((await readSite(core, open.site)).anonymous).toBe(true);
    await turnOn(admin, { enabled: false });
    expect(await framingSites(core, open.site)).toEqual([]);
    expect(await codeOf(readSite(core, open.site))).toBe("embedding_unknown");
    expect(await codeOf(start())).toBe("embedding_unknown");
    expect(await codeOf(start({}, "A".repeat(22)))).toBe("embedding_unknown");
  });
});

describe("identity keys", () => {
  test("N34.2: the secret is told once and lies sealed", async () => {
    const secret = await newSecret();
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(JSON.stringify(await readEmbedding(core, admin))).not.toContain(secret);
    const { rows } = await database.owner.query("select * from embedding_key");
    expect(
      rows.map((row: { sealed: Buffer }) => row.sealed.toString("latin1")).join(),
    ).not.toContain(secret);
  });

  test("N34.2: two hold for a week, so that nobody is shut out while the new one is brought in", async () => {
    const [first, second] = [await newSecret(), await newSecret()];
    const come = (secret: string) =>
      resumeVisit(core, open.site, { identity: signedWith(secret, claimsFor(open.site)) });
    expect((await come(first)).person.full_name).toBe("Awa Traoré");
    expect((await come(second)).opened).toBeNull();
    clock.pass(7 * 86_400_000 + 1);
    expect(await codeOf(come(first))).toBe("identity_invalid");
    expect((await come(second)).opened).toBeNull();
    const [key] = (await readEmbedding(core, admin)).keys;
    await removeIdentityKey(core, admin, key?.id ?? "");
    expect(await codeOf(come(second))).toBe("identity_invalid");
  });

  test("a third ends the first at once", async () => {
    const first = await newSecret();
    await newSecret();
    await newSecret();
    expect((await readEmbedding(core, admin)).keys).toHaveLength(2);
    const identity = signedWith(first, claimsFor(open.site));
    expect(await codeOf(resumeVisit(core, open.site, { identity }))).toBe("identity_invalid");
  });

  test.each([
    ["ES256", () => generateKeyPairSync("ec", { namedCurve: "P-256" })],
    ["EdDSA", () => generateKeyPairSync("ed25519")],
    ["RS256", () => generateKeyPairSync("rsa", { modulusLength: 2_048 })],
  ] as const)("%s: the public half of a key of the site's own", async (algorithm, make) => {
    const { publicKey, privateKey } = make();
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const added = await addIdentityKey(core, admin, { public_key: pem });
    expect(added.secret).toBeNull();
    expect(added.embedding.keys[0]?.algorithm).toBe(algorithm);
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const identity = createSigner({ key, algorithm })(claimsFor(open.site));
    const { person } = await resumeVisit(core, open.site, { identity });
    expect(person.full_name).toBe("Awa Traoré");
    // The public key is no secret: whoever signs with it as if it were one is nobody.
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claimsFor(open.site))}`;
    const forged = `${head}.${createHmac("sha256", pem).update(head).digest("base64url")}`;
    const attempt = resumeVisit(core, open.site, { identity: forged });
    expect(await codeOf(attempt)).toBe("identity_invalid");
    expect(await codeOf(addIdentityKey(core, admin, { public_key: key }))).toBe("invalid_body");
  });

  test.each([
    ["a short RSA key", () => generateKeyPairSync("rsa", { modulusLength: 1_024 }).publicKey],
    ["another curve", () => generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey],
  ])("refuse %s", async (_what, make) => {
    const pem = make().export({ type: "spki", format: "pem" }).toString();
    expect(await codeOf(addIdentityKey(core, admin, { public_key: pem }))).toBe("invalid_body");
    expect(await codeOf(addIdentityKey(core, admin, { public_key: "clé" }))).toBe("invalid_body");
  });
});

describe("whom the site vouches for", () => {
  test.each<[string, (site: string) => Claims, string]>([
    ["no end", (site) => claimsFor(site, { exp: undefined }), "identity_invalid"],
    [
      "an end that is past",
      (site) => claimsFor(site, { exp: seconds() - 120 }),
      "identity_expired",
    ],
    ["an end far away", (site) => claimsFor(site, { exp: seconds() + 7_200 }), "identity_invalid"],
    ["another site", () => claimsFor("A".repeat(22)), "identity_invalid"],
    ["no site", (site) => claimsFor(site, { aud: undefined }), "identity_invalid"],
    ["nobody", (site) => claimsFor(site, { sub: undefined }), "identity_invalid"],
    ["an empty name for them", (site) => claimsFor(site, { sub: "" }), "identity_invalid"],
  ])("a word with %s is refused", async (_what, claims, code) => {
    const identity = signedWith(await newSecret(), claims(open.site));
    expect(await codeOf(resumeVisit(core, open.site, { identity }))).toBe(code);
    expect(await codeOf(start({ identity }))).toBe(code);
  });

  test("one without a signature, by another secret or no token at all is refused", async () => {
    await newSecret();
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const unsigned = `${encode({ alg: "none", typ: "JWT" })}.${encode(claimsFor(open.site))}.`;
    const other = signedWith("another secret of 32 characters!!", claimsFor(open.site));
    for (const identity of [unsigned, other, "", "a.b.c"]) {
      const attempt = resumeVisit(core, open.site, { identity });
      expect(await codeOf(attempt)).toBe("identity_invalid");
    }
  });

  test("N34.3: is one customer, brought back to their conversation on every device", async () => {
    const secret = await newSecret();
    const identity = () => signedWith(secret, claimsFor(open.site));
    expect((await resumeVisit(core, open.site, { identity: identity() })).opened).toBeNull();
    const opened = await start({ identity: identity(), token: undefined, guest: undefined });
    expect(await said(opened)).toEqual(["Ma voiture ne démarre plus"]);
    const back = (await resumeVisit(core, open.site, { identity: identity() })).opened;
    expect(back?.user.id).toBe(opened.user.id);
    expect(back?.visit.conversation_id).toBe(opened.visit.conversation_id);
    expect(actorOf(opened).guest).toEqual({ conversation_id: opened.visit.conversation_id });
    const renamed = signedWith(secret, claimsFor(open.site, { name: "Awa Diarra" }));
    const { person } = await resumeVisit(core, open.site, { identity: renamed });
    expect(person.full_name).toBe("Awa Diarra");
  });

  test("two first visits at once are one person", async () => {
    const identity = signedWith(await newSecret(), claimsFor(open.site));
    await Promise.all([1, 2, 3].map(() => resumeVisit(core, open.site, { identity })));
    const { rows } = await database.owner.query(
      "select member_id from embedded_person where organization_id = $1",
      [admin.organization_id],
    );
    expect(rows).toHaveLength(1);
  });

  test("P5: the same name on another organization's site is somebody else", async () => {
    const other = await newAdmin();
    const { site } = await turnOn(other);
    const here = signedWith(await newSecret(), claimsFor(open.site));
    const there = signedWith(await newSecret(other), claimsFor(site));
    const mine = await start({ identity: here });
    const theirs = await start({ identity: there }, site);
    expect(theirs.user.id).not.toBe(mine.user.id);
    const stray = resumeVisit(core, site, { identity: here });
    expect(await codeOf(stray)).toBe("identity_invalid");
  });

  test("a link that is withdrawn ends on all devices; the site's word opens it again", async () => {
    const secret = await newSecret();
    const identity = signedWith(secret, claimsFor(open.site));
    const opened = await start({ identity });
    const { conversation_id } = opened.visit;
    await revokeLink(core, admin, conversation_id);
    expect(await core.signIns.check(actorOf(opened))).toBe(false);
    const back = (await resumeVisit(core, open.site, { identity })).opened;
    expect(back?.visit.conversation_id).toBe(conversation_id);
  });

  test("whoever was deactivated does not come back", async () => {
    const identity = signedWith(await newSecret(), claimsFor(open.site));
    const { user } = await start({ identity });
    await database.owner.query("update member set active = false where id = $1", [user.id]);
    expect(await codeOf(resumeVisit(core, open.site, { identity }))).toBe("forbidden");
    expect(await codeOf(start({ identity }))).toBe("forbidden");
  });
});

describe("whoever begins without a name of the site's", () => {
  test("N34.4: has a link from then on, which is the token that their page made", async () => {
    const token = anyToken();
    const opened = await start({ token });
    expect(await said(opened)).toEqual(["Ma voiture ne démarre plus"]);
    const again = await openLink(core, { token });
    expect(again.visit.conversation_id).toBe(opened.visit.conversation_id);
  });

  test("P2: the same attempt again is the same conversation and the same message", async () => {
    const attempt = { token: anyToken(), client_id: newId() };
    const tries = await Promise.all([start(attempt), start(attempt)]);
    tries.push(await start(attempt));
    expect(new Set(tries.map(({ visit }) => visit.conversation_id)).size).toBe(1);
    const [first] = tries;
    if (first !== undefined) expect(await said(first)).toHaveLength(1);
  });

  test("N34.4: is refused where the site wants to know everybody", async () => {
    await turnOn(admin, { anonymous: false });
    expect(await codeOf(start())).toBe("identity_required");
  });

  test.each([
    [{ text: "  " }, "text_empty"],
    [{ token: undefined }, "invalid_body"],
    [{ guest: undefined }, "invalid_body"],
    [{ guest: { full_name: " " } }, "text_empty"],
  ])("says what is missing: %j", async (change, code) => {
    expect(await codeOf(start(change))).toBe(code);
  });

  test("what was withdrawn is not begun again under the same token", async () => {
    const token = anyToken();
    const { visit } = await start({ token });
    await revokeLink(core, admin, visit.conversation_id);
    expect(await codeOf(start({ token }))).toBe("link_revoked");
  });

  test("P5: a token of another organization opens nothing here", async () => {
    const { site } = await turnOn(await newAdmin());
    const token = anyToken();
    await start({ token });
    expect(await codeOf(start({ token }, site))).toBe("link_unknown");
  });
});
