import type { ConversationState, NewApiKeyBody, OpenCase } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signOut } from "../access/sign-out.ts";
import { issueTicket, redeemTicket } from "../access/tickets.ts";
import { deactivateAccount } from "../account/deactivate-account.ts";
import { listAccounts } from "../account/list-accounts.ts";
import type { Actor } from "../actor.ts";
import { listAudit } from "../audit/list-entries.ts";
import { acceptCase } from "../case/accept-case.ts";
import { assignCase } from "../case/assign-case.ts";
import { changeStatus } from "../case/change-status.ts";
import { noteCase } from "../case/note-case.ts";
import { openCase } from "../case/open-case.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { listTeam } from "../desk/list-team.ts";
import { startGuidance } from "../guidance/start.ts";
import { shareLink } from "../guest/share-link.ts";
import { newId } from "../ids.ts";
import { invite } from "../invitation/invite.ts";
import { changeMe } from "../member/change-me.ts";
import { listPeople } from "../member/list-people.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { startShare } from "../position/start-share.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
  refusalOf,
  startTestCore,
  TestClock,
  type TestCore,
  type TestDatabase,
} from "../testing/index.ts";
import { createApiKey, createKeyFor } from "./create-key.ts";
import { identifyByKey } from "./identify-by-key.ts";
import { listApiKeys, listKeysOf } from "./list-keys.ts";
import { revokeApiKey, revokeKeyFor } from "./revoke-key.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let stop: TestCore["stop"];
/** Somebody else's case, and its conversation. */
let room: Conversation;
let admin: Actor;

beforeAll(async () => {
  ({ database, core, stop } = await startTestCore({ now: clock.now }));
}, 60_000);
afterAll(() => stop());
beforeEach(async () => {
  clock.set();
  room = await createConversation(core, database);
  admin = await createMember(database, room.organization_id, "admin");
});

const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code;
const make = (change: Partial<NewApiKeyBody> = {}, actor = admin) =>
  createApiKey(core, actor, { name: "Boutique", role: "agent", ...change });
const come = async (change: Partial<NewApiKeyBody> = {}): Promise<Actor> =>
  (await identifyByKey(core, (await make(change)).secret)).actor;
const order: OpenCase = {
  kind: "request",
  title: "Commande 4711",
  guest: { full_name: "Aïcha Bamba" },
  client_id: "order-4711",
};
const say = (actor: Actor, conversation_id = room.id, text = "Votre commande est prête") =>
  sendMessage(core, actor, { conversation_id, text, client_id: newId() });
const stateFor = async (actor: Actor, id = room.id): Promise<ConversationState> =>
  JSON.parse(JSON.stringify(await openConversation(core, actor, id)));

describe("a key", () => {
  test("N36.1: is told once, and kept as its hash alone", async () => {
    const { secret, key } = await make();
    expect(secret).toMatch(/^rk_[\w-]{66}$/);
    expect(key).toMatchObject({
      name: "Boutique",
      role: "agent",
      state: "active",
      hint: secret.slice(-4),
      created_by: admin.full_name,
      expires_at: null,
      last_used_at: null,
    });
    expect(JSON.stringify(await listApiKeys(core, admin))).not.toContain(secret.slice(-43));
    const { rows } = await database.owner.query("select * from api_key");
    expect(JSON.stringify(rows)).not.toContain(secret.slice(-43));
  });

  test("N36.1: is made and revoked by admins alone, and by no program", async () => {
    const { key } = await make();
    const others = await Promise.all(
      (["customer", "worker", "agent", "manager"] as const).map((role) =>
        createMember(database, admin.organization_id, role),
      ),
    );
    const guest = { ...admin, guest: { conversation_id: room.id } };
    for (const actor of [...others, guest, await come({ role: "admin" })]) {
      expect(await codeOf(make({}, actor))).toBe("forbidden");
      expect(await codeOf(listApiKeys(core, actor))).toBe("forbidden");
      expect(await codeOf(revokeApiKey(core, actor, key.id))).toBe("forbidden");
    }
  });

  test("P5: of another organization does not exist", async () => {
    const { key, secret } = await make();
    const oscar = await createOutsider(database);
    expect(await codeOf(revokeApiKey(core, oscar, key.id))).toBe("not_found");
    expect((await listApiKeys(core, oscar)).keys).toEqual([]);
    const { actor } = await identifyByKey(core, secret);
    const outside = await createConversation(core, database);
    expect(await codeOf(readHistory(core, actor, outside.id))).toBe("not_found");
    expect(await codeOf(say(actor, outside.id))).toBe("not_found");
  });

  test.each<[string, Partial<NewApiKeyBody>, string]>([
    ["a role that the organization has no use for", { role: "agent" }, "role"],
    ["the name of a person", { name: "claire DIALLO", role: "admin" }, "name"],
  ])("N36.1: with %s is refused", async (_what, change, field) => {
    const organization = await createOrganization(database, { kinds: ["garage-only"] });
    const actor = await createMember(database, organization, "admin");
    const refused = await refusalOf(make(change, actor));
    expect(refused.code).toBe("invalid_body");
    expect(Object.keys(refused.details.fields ?? {})).toEqual([field]);
  });

  test("N36.2: that is not whole, revoked or expired is refused by its own code", async () => {
    const { secret, key } = await make({ days: 30 });
    expect((await identifyByKey(core, secret)).actor.full_name).toBe("Boutique");
    const strange = `${secret.slice(0, -4)}AAAA`;
    for (const wrong of [strange, secret.slice(0, -1), "rk_", `${secret}x`]) {
      expect(await codeOf(identifyByKey(core, wrong))).toBe("api_key_unknown");
    }
    clock.pass(30 * 86_400_000);
    expect(await codeOf(identifyByKey(core, secret))).toBe("api_key_expired");
    expect((await listApiKeys(core, admin)).keys[0]?.state).toBe("expired");
    await revokeApiKey(core, admin, key.id);
    expect(await codeOf(identifyByKey(core, secret))).toBe("api_key_revoked");
  });

  test("N36.2: is believed no longer than it holds", async () => {
    const { secret } = await make({ days: 1 });
    clock.pass(86_400_000 - 60_000);
    const { expires_at } = await identifyByKey(core, secret);
    expect(expires_at.getTime()).toBe(clock.now().getTime() + 60_000);
  });

  test("says when it was last used", async () => {
    const { secret } = await make();
    await identifyByKey(core, secret);
    clock.pass(120_000);
    await identifyByKey(core, secret);
    const [key] = (await listApiKeys(core, admin)).keys;
    expect(key?.last_used_at).toBe(clock.now().toISOString());
  });

  test("N36.3: that is revoked ends its sign-in at once, and again changes nothing", async () => {
    const { secret, key } = await make();
    const { actor } = await identifyByKey(core, secret);
    const { ticket } = await issueTicket(core, actor);
    const ended: string[] = [];
    const stop = core.signIns.onEnded((ids) => ended.push(...ids));
    expect(await core.signIns.check(actor)).toBe(true);
    const revoked = await revokeApiKey(core, admin, key.id);
    expect(revoked.state).toBe("revoked");
    expect(ended).toEqual([actor.sign_in_id]);
    expect(await core.signIns.check(actor)).toBe(false);
    expect(await codeOf(redeemTicket(core, ticket))).toBe("ticket_invalid");
    expect(await revokeApiKey(core, admin, key.id)).toEqual(revoked);
    expect(ended).toHaveLength(1);
    stop();
  });

  test("N36.3: of a suspended organization waits until it goes on", async () => {
    const { secret } = await make();
    const suspend = async (at: string) => {
      await database.owner.query(`update organization set suspended_at = ${at} where id = $1`, [
        admin.organization_id,
      ]);
      await core.suspensions.look();
    };
    await suspend("now()");
    expect(await codeOf(identifyByKey(core, secret))).toBe("organization_suspended");
    await suspend("null");
    expect((await identifyByKey(core, secret)).actor.role).toBe("agent");
  });

  test("N33.5: is in the audit log, without what it is made of", async () => {
    const { secret, key } = await make({ days: 30 });
    await revokeApiKey(core, admin, key.id);
    const { entries } = await listAudit(core, admin, { area: "api_key" });
    expect(entries.map(({ action, subject }) => [action, subject?.name])).toEqual([
      ["api_key.revoked", "Boutique"],
      ["api_key.created", "Boutique"],
    ]);
    expect(entries[1]?.after).toEqual({ role: "agent", expires_at: key.expires_at });
    expect(JSON.stringify(entries)).not.toContain(secret.slice(-43));
  });

  test("is made and revoked by the operator of the platform as well", async () => {
    const author = { organization_id: admin.organization_id, id: null };
    const { key } = await createKeyFor(core, author, { name: "Boutique", role: "agent" });
    expect((await listKeysOf(core, admin.organization_id)).keys[0]?.created_by).toBeNull();
    expect((await revokeKeyFor(core, author, key.id)).state).toBe("revoked");
  });
});

describe("a program", () => {
  test("N36.4: opens the case of its customer, who has the conversation for themselves until somebody comes", async () => {
    const shop = await come();
    const opened = await openCase(core, shop, order);
    expect(opened).toMatchObject({ opener: { full_name: "Boutique" }, assignee: null });
    const { participants } = await stateFor(shop, opened.conversation_id ?? "");
    expect(participants.map(({ full_name }) => full_name)).toEqual(["Aïcha Bamba"]);
    expect((await shareLink(core, shop, opened.conversation_id ?? "", {})).path).toContain("/");
    // By another key as well: the old one may have been revoked.
    expect((await openCase(core, await come(), order)).id).toBe(opened.id);
    expect(await codeOf(openCase(core, shop, { kind: "request", title: "À moi" }))).toBe(
      "invalid_body",
    );
  });

  test("N36.4: writes under its name, takes no part, and nobody waits for it to read", async () => {
    const shop = await come();
    await say(shop);
    await say(shop);
    const state = await stateFor(room.customer);
    expect(state.former).toEqual([{ id: shop.id, full_name: "Boutique", role: "agent" }]);
    expect(state.participants.map(({ id }) => id).toSorted()).toEqual(
      [room.customer.id, room.worker.id].toSorted(),
    );
    expect(state.participant_count).toBe(2);
    expect(state.messages.slice(-2).map(({ sender_id }) => sender_id)).toEqual([shop.id, shop.id]);
    expect(state.unread).toBeGreaterThanOrEqual(2);
  });

  test("N36.4: rewrites and deletes what it wrote, and nothing of others", async () => {
    const shop = await come();
    const theirs = await say(room.customer);
    const { number } = await say(shop);
    const named = { conversation_id: room.id, number };
    await editMessage(core, shop, { ...named, text: "Elle est prête" });
    await deleteMessage(core, shop, named);
    const other = { conversation_id: room.id, number: theirs.number };
    expect(await codeOf(editMessage(core, shop, { ...other, text: "!" }))).toBe("forbidden");
    expect(await codeOf(deleteMessage(core, shop, other))).toBe("forbidden");
  });

  test("N36.4: changes a status, assigns and notes as its role may", async () => {
    const [agent, office] = [await come(), await come({ role: "admin" })];
    const step = { status: "cancelled", reason: "other", note: "Commande annulée" };
    expect(await codeOf(changeStatus(core, agent, room.case.id, step))).toBe("forbidden");
    const other = await createMember(database, admin.organization_id, "worker");
    const assigned = await assignCase(core, agent, room.case.id, { assignee_id: other.id });
    expect(assigned.assignee?.id).toBe(other.id);
    await noteCase(core, agent, room.case.id, { note: "Payée", internal: true });
    const { status } = await changeStatus(core, office, room.case.id, step);
    expect(status).toBe("cancelled");
  });

  test("N36.5: does nothing that only a person does", async () => {
    const shop = await come({ role: "admin" });
    const waiting = await openCase(core, room.customer, { kind: "request", title: "En attente" });
    const attempts = [
      acceptCase(core, shop, waiting.id),
      startGuidance(core, shop, { conversation_id: room.id }),
      startShare(core, shop, { conversation_id: room.id, until: "1_hour" }),
      changeMe(core, shop, { full_name: "Moussa Keïta" }),
      signOut(core, shop, { everywhere: true }),
      invite(core, shop, { role: "admin" }),
      deactivateAccount(core, shop, room.worker.id),
      listAudit(core, shop),
    ];
    expect(await Promise.all(attempts.map(codeOf))).toEqual(attempts.map(() => "forbidden"));
    expect(await codeOf(assignCase(core, admin, waiting.id, { assignee_id: shop.id }))).toBe(
      "invalid_body",
    );
  });

  test("N36.5: is none of the people, and keeps no organization an admin", async () => {
    const shop = await come({ role: "admin" });
    const { ticket } = await issueTicket(core, shop);
    expect((await redeemTicket(core, ticket)).actor).toEqual(shop);
    const ids = [
      ...(await listAccounts(core, admin)).accounts.map(({ id }) => id),
      ...(await listPeople(core, admin, ["admin"])).map(({ id }) => id),
      ...(await listTeam(core, admin)).people.map(({ person }) => person.id),
    ];
    expect(ids).not.toContain(shop.id);
    expect(await codeOf(deactivateAccount(core, admin, shop.id))).toBe("not_found");
    expect(await codeOf(deactivateAccount(core, admin, admin.id))).toBe("last_admin");
  });
});
