import type { ConversationEvent, HistoryPage, OpenedLink, TimelinePage } from "@relais/protocol";
import { fold } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { refresh } from "../access/refresh.ts";
import type { Actor } from "../actor.ts";
import { changeStatus } from "../case/change-status.ts";
import { getCase } from "../case/get-case.ts";
import { acceptCase } from "../case/accept-case.ts";
import { noteCase } from "../case/note-case.ts";
import { openCase } from "../case/open-case.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { readHistory } from "../conversation/read-history.ts";
import type { Core } from "../core.ts";
import { fileAddresses } from "../file/file-addresses.ts";
import { confirmStep } from "../guidance/confirm.ts";
import { leaveGuidance } from "../guidance/leave.ts";
import { listGuidance } from "../guidance/list-sessions.ts";
import { startGuidance } from "../guidance/start.ts";
import { newId } from "../ids.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { editMessage } from "../message/edit-message.ts";
import { reactToMessage } from "../message/react-to-message.ts";
import { sendMessage } from "../message/send-message.ts";
import { stopShare } from "../position/end-share.ts";
import { reportPosition } from "../position/report-position.ts";
import { sendPosition } from "../position/send-position.ts";
import { startShare } from "../position/start-share.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  memoryFiles,
  readyFile,
  createOutsider,
  refusalOf,
  startTestCore,
  TestClock,
  type TestCore,
  type TestDatabase,
} from "../testing/index.ts";
import { getLink } from "./get-link.ts";
import { openLink } from "./open-link.ts";
import { readVisit } from "./read-visit.ts";
import { revokeLink } from "./revoke-link.ts";
import { shareLink } from "./share-link.ts";

const clock = new TestClock();
let database: TestDatabase;
let core: Core;
let stop: TestCore["stop"];
let room: Conversation;
let claire: Actor;

beforeAll(async () => {
  ({ database, core, stop } = await startTestCore({ files: memoryFiles().means, now: clock.now }));
}, 60_000);

afterAll(() => stop());

beforeEach(async () => {
  clock.set();
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
});

const dayMs = 86_400_000;
const inDays = (count: number) => new Date(clock.now().getTime() + count * dayMs);
const tokenOf = ({ path }: { path: string }) => path.split("/").at(-1) ?? "";
const newLink = async () => tokenOf(await shareLink(core, room.worker, room.id));
const actorOf = ({ access_token }: Pick<OpenedLink, "access_token">) =>
  core.accessTokens.verify(access_token).actor;
const come = async (token: string) => actorOf(await openLink(core, { token }));

describe("N20.4: the customer's link", () => {
  test("is 32 random bytes, of which only a hash is stored", async () => {
    const token = await newLink();
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    const { rows } = await database.owner.query<{ found: number }>(
      `select count(*)::integer as found from guest_link
       where guest_link::text like '%' || $1 || '%'`,
      [token],
    );
    expect(rows).toEqual([{ found: 0 }]);
  });

  test("tells how it stands: none, live, opened where and when, revoked", async () => {
    expect(await getLink(core, claire, room.id)).toMatchObject({
      state: "none",
      guest: { full_name: room.customer.full_name },
      devices: 0,
    });
    const token = await newLink();
    expect(await getLink(core, claire, room.id)).toMatchObject({
      state: "live",
      created_by: room.worker.full_name,
      first_opened_at: null,
      expires_at: null,
    });
    await come(token);
    await come(token);
    expect(await getLink(core, claire, room.id)).toMatchObject({
      devices: 2,
      first_opened_at: clock.now().toISOString(),
    });
    expect(await revokeLink(core, claire, room.id)).toMatchObject({ state: "revoked", devices: 0 });
    expect(await revokeLink(core, claire, room.id)).toMatchObject({ state: "revoked" });
  });

  test("is given and taken back by who does the work, and nobody else", async () => {
    const outsider = await createOutsider(database);
    const stranger = await createMember(database, room.organization_id, "worker");
    const guest = await come(await newLink());
    const refused: [Actor, string][] = [
      [room.customer, "forbidden"],
      [guest, "forbidden"],
      [stranger, "forbidden"],
      [outsider, "not_found"],
    ];
    for (const [actor, code] of refused) {
      for (const call of [getLink, shareLink, revokeLink]) {
        expect(await refusalOf(call(core, actor, room.id))).toMatchObject({ code });
      }
    }
    expect(await refusalOf(shareLink(core, room.worker, room.internal_id))).toMatchObject({
      code: "forbidden",
    });
  });

  test("there is one at a time: a second one must renew it", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () => shareLink(core, room.worker, room.id)),
    );
    const refused = attempts.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(4);
    for (const one of refused) expect(one).toMatchObject({ reason: { code: "link_exists" } });
  });

  test("N20.7: renewing and revoking end it on every device at once", async () => {
    const token = await newLink();
    const first = await openLink(core, { token });
    const second = await openLink(core, { token });
    const ended: string[] = [];
    const stop = core.signIns.onEnded((ids) => ended.push(...ids));
    const renewed = tokenOf(await shareLink(core, claire, room.id, { renew: true }));
    stop();
    expect(ended.toSorted()).toEqual(
      [actorOf(first).sign_in_id, actorOf(second).sign_in_id].toSorted(),
    );
    expect(await refusalOf(openLink(core, { token }))).toMatchObject({ code: "link_revoked" });
    for (const { access_token, refresh_token } of [first, second]) {
      expect(await core.signIns.check(actorOf({ access_token }))).toBe(false);
      expect(await refusalOf(refresh(core, { refresh_token }))).toMatchObject({
        code: "refresh_invalid",
      });
    }
    expect(await core.signIns.check(await come(renewed))).toBe(true);
  });

  test("opening and revoking at the same moment leaves nobody inside", async () => {
    const token = await newLink();
    const opening = Array.from({ length: 8 }, () => openLink(core, { token }));
    const [, ...opened] = await Promise.allSettled([revokeLink(core, claire, room.id), ...opening]);
    for (const one of opened) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "link_revoked" });
      else expect(await core.signIns.check(actorOf(one.value))).toBe(false);
    }
  });

  test("an unknown token opens nothing, of whatever shape its bytes are", async () => {
    await newLink();
    for (const token of ["0".repeat(64), newId(), "", "'; drop table message"]) {
      expect(await refusalOf(openLink(core, { token }))).toMatchObject({ code: "link_unknown" });
    }
  });

  test("N20.8: it lives while the case is open and 30 days after", async () => {
    const token = await newLink();
    const opened = await openLink(core, { token });
    clock.pass(400 * dayMs);
    await come(token);
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    const link = await getLink(core, claire, room.id);
    expect(link).toMatchObject({ state: "live", expires_at: inDays(30).toISOString() });
    clock.pass(29 * dayMs);
    const late = await openLink(core, { token });
    expect(late.visit.expires_at).toBe(link.expires_at);
    clock.pass(2 * dayMs);
    expect(await refusalOf(openLink(core, { token }))).toMatchObject({ code: "link_expired" });
    expect(await getLink(core, claire, room.id)).toMatchObject({ state: "expired" });
    for (const { refresh_token } of [opened, late]) {
      expect(await refusalOf(refresh(core, { refresh_token }))).toMatchObject({
        code: "refresh_invalid",
      });
    }
    // One that is made after the end begins its days then.
    const { link: again } = await shareLink(core, claire, room.id);
    expect(again.expires_at).toBe(inDays(30).toISOString());
  });

  test("renewing the session keeps its limits", async () => {
    const { refresh_token } = await openLink(core, { token: await newLink() });
    const tokens = await refresh(core, { refresh_token });
    expect(actorOf(tokens).guest).toEqual({ conversation_id: room.id });
  });
});

describe("N20.5: a guest", () => {
  test("does what a customer does in their conversation", async () => {
    const guest = await come(await newLink());
    const conversation_id = room.id;
    const before = await openConversation(core, guest, conversation_id);
    const { number } = await sendMessage(core, guest, {
      conversation_id,
      text: "Bonjour",
      client_id: newId(),
    });
    await editMessage(core, guest, { conversation_id, number, text: "Bonsoir" });
    await reactToMessage(core, guest, { conversation_id, number, emoji: "👍" });
    await advanceReceipt(core, guest, { conversation_id, read: number });
    const file = await readyFile(core, guest, conversation_id);
    await sendMessage(core, guest, {
      conversation_id,
      text: "",
      client_id: newId(),
      attachments: [file],
    });
    expect(await fileAddresses(core, guest, conversation_id, [file])).toHaveLength(1);
    const place = { latitude: 12.64, longitude: -8, accuracy_m: 10 };
    await sendPosition(core, guest, { conversation_id, ...place, client_id: null });
    await startShare(core, guest, { conversation_id, until: "1_hour" });
    await reportPosition(core, guest, { conversation_id, ...place, device_at: 1, age_ms: 0 });
    await stopShare(core, guest, conversation_id);
    await deleteMessage(core, guest, { conversation_id, number });
    await startGuidance(core, room.worker, { conversation_id });
    await sendMessage(core, room.worker, { conversation_id, text: "Ouvrez", client_id: null });
    const step =
      (await openConversation(core, guest, conversation_id)).guidance?.steps[0]?.id ?? "";
    const proof = [await readyFile(core, guest, conversation_id)];
    await confirmStep(core, guest, {
      conversation_id,
      step_id: step,
      result: "done",
      attachments: proof,
    });
    expect(await listGuidance(core, guest, conversation_id)).toMatchObject([
      { steps: [{ result: "done", proofs: [expect.any(Number)] }] },
    ]);
    await leaveGuidance(core, guest, { conversation_id });
    const events: ConversationEvent[] = (await listEvents(core, guest, conversation_id, before.seq))
      .events;
    const fresh = await openConversation(core, guest, conversation_id);
    // P4, for this audience too.
    expect(fold(before, events)).toEqual(fresh);
    const page = JSON.parse(await readHistory(core, guest, conversation_id)) as HistoryPage;
    expect(page.messages).toEqual(fresh.messages);
  });

  test("P5: for them no other conversation exists, not even another one of theirs", async () => {
    const guest = await come(await newLink());
    const other = await createConversation(core, database, room.organization_id);
    await database.owner.query(
      "insert into participant (conversation_id, member_id, organization_id, joined_at) values ($1, $2, $3, now())",
      [other.id, room.customer.id, room.organization_id],
    );
    core.rosters.forget([other.id]);
    // With their account they may.
    expect(await openConversation(core, room.customer, other.id)).toMatchObject({
      conversation_id: other.id,
    });
    for (const id of [other.id, room.internal_id, other.internal_id, newId()]) {
      for (const call of [
        openConversation(core, guest, id),
        readHistory(core, guest, id),
        listEvents(core, guest, id, 0),
        sendMessage(core, guest, { conversation_id: id, text: "?", client_id: null }),
      ]) {
        expect(await refusalOf(call)).toMatchObject({ code: "not_found" });
      }
    }
    for (const call of [getCase, readTimeline]) {
      expect(await refusalOf(call(core, guest, other.case.id))).toMatchObject({
        code: "not_found",
      });
    }
  });

  test("N19.3: reads what happened to their case, and nothing internal of it", async () => {
    const guest = await come(await newLink());
    await noteCase(core, room.worker, room.case.id, { note: "Portail bleu" });
    await noteCase(core, room.worker, room.case.id, { note: "Mauvais payeur", internal: true });
    const told = (page: TimelinePage) => page.entries.map(({ subject, note }) => note ?? subject);
    const page = await readTimeline(core, guest, room.case.id);
    expect(told(page)).toEqual(told(await readTimeline(core, room.customer, room.case.id)));
    expect(page.entries.at(-1)?.note).toBe("Portail bleu");
    expect(page.entries.some(({ internal }) => internal)).toBe(false);
  });

  test("P5: what is read for them is read with their limits in the database", async () => {
    const guest = await come(await newLink());
    // As if the policies of the core were wrong about whose conversation this is.
    const wrong = { ...guest, guest: { conversation_id: newId() } };
    const forged = vi.spyOn(core.rosters, "peek").mockImplementation((_, id) => ({
      conversation_id: wrong.guest.conversation_id,
      organization_id: room.organization_id,
      case_id: room.case.id,
      case_kind: "request",
      closed: false,
      internal_of: null,
      internal_id: null,
      guided_id: null,
      members: new Map([[guest.id, { id, full_name: "", role: "customer" }]]),
    }));
    try {
      expect(await refusalOf(openConversation(core, wrong, room.id))).toMatchObject({
        code: "not_found",
      });
      expect(await readHistory(core, wrong, room.id)).toBe('{"messages":[],"has_more":false}');
      expect(await listEvents(core, wrong, room.id, 0)).toMatchObject({ events: [] });
    } finally {
      forged.mockRestore();
    }
  });

  test("is told the company, whom to call while the case is open, and when the link ends", async () => {
    await database.owner.query("update member set phone = '+223 70 00 00 02' where id = $1", [
      room.worker.id,
    ]);
    const guest = await come(await newLink());
    expect(await readVisit(core, guest)).toEqual({
      conversation_id: room.id,
      organization: { name: "SOS Dépannage Bamako" },
      call: { name: room.worker.full_name, phone: "+223 70 00 00 02" },
      expires_at: null,
    });
    await changeStatus(core, room.worker, room.case.id, { status: "cancelled" });
    expect(await readVisit(core, guest)).toMatchObject({ call: null });
    expect(await refusalOf(readVisit(core, room.customer))).toMatchObject({ code: "forbidden" });
  });
});

describe("N20.9: a case for a customer without an account", () => {
  const input = {
    kind: "request",
    title: "Pneu crevé",
    guest: { full_name: "  Paul  Mercier ", phone: "+223 70 11 11 11", email: "paul@exemple.test" },
  };

  test("N20.9: is opened by the office, with its conversation; whoever takes it joins", async () => {
    const opened = await openCase(core, claire, input);
    expect(opened.customer).toMatchObject({ full_name: "Paul Mercier", role: "customer" });
    const id = opened.conversation_id ?? "";
    const paul = await come(tokenOf(await shareLink(core, claire, id)));
    expect(paul).toMatchObject({ id: opened.customer.id, full_name: "Paul Mercier" });
    await acceptCase(core, room.worker, opened.id);
    const state = await openConversation(core, paul, id);
    expect(new Set(state.participants.map(({ id }) => id))).toEqual(
      new Set([paul.id, claire.id, room.worker.id]),
    );
    expect(await getLink(core, claire, id)).toMatchObject({
      guest: { phone: "+223 70 11 11 11", email: "paul@exemple.test" },
    });
  });

  test("two of one person are two guests", async () => {
    const [first, second] = [
      await openCase(core, claire, input),
      await openCase(core, claire, input),
    ];
    expect(first.customer.id).not.toBe(second.customer.id);
  });

  test("P2: the same client_id is the same case, also at once", async () => {
    const again = { ...input, client_id: newId() };
    const opened = await Promise.all([
      openCase(core, claire, again),
      openCase(core, claire, again),
      openCase(core, claire, again),
    ]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });

  test("a customer or a worker opens none, a name must be there, and no other customer", async () => {
    for (const actor of [room.customer, room.worker]) {
      expect(await refusalOf(openCase(core, actor, input))).toMatchObject({ code: "forbidden" });
    }
    const both = { ...input, customer_id: room.customer.id };
    expect(await refusalOf(openCase(core, claire, both))).toMatchObject({
      code: "invalid_body",
      details: { fields: { guest: expect.anything() } },
    });
    const nameless = { ...input, guest: { full_name: "   " } };
    expect(await refusalOf(openCase(core, claire, nameless))).toMatchObject({ code: "text_empty" });
  });
});
