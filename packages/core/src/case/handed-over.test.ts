import type { CaseView } from "@relais/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { listDrafts } from "../draft/list-drafts.ts";
import { saveDraft } from "../draft/save-draft.ts";
import { identifyByLink } from "../guest/identify-by-link.ts";
import { shareLink } from "../guest/share-link.ts";
import { newId } from "../ids.ts";
import { listCounters } from "../notification/counters.ts";
import { listNotifications } from "../notification/notices.ts";
import { reportPosition } from "../position/report-position.ts";
import { startShare } from "../position/start-share.ts";
import { takeDue } from "../push/due-deliveries.ts";
import { registerPush } from "../push/register-push.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import { searchMessages } from "../search/search-messages.ts";
import { codeOf, createMember } from "../testing/index.ts";
import { assignCase } from "./assign-case.ts";
import { changeStatus } from "./change-status.ts";
import { useHandOver } from "./hand-over.fixture.ts";
import { openCase } from "./open-case.ts";
import { openRoom } from "./open-room.ts";

const { there, say, handTo, signedIn, react, expectOut, expectIn } = useHandOver();

describe("P5 N18.8: whoever hands on the work of a case", () => {
  test("reads and writes its conversation no more, nor what is said beside it", async () => {
    await expectIn(there.moussa);
    await handTo(there.seydou);
    await expectOut(there.moussa);
    await expectIn(there.seydou);
    await say(there.awa, "Merci");
  });

  test("stays in it under their name, for what they wrote", async () => {
    await say(there.moussa, "J’arrive");
    await handTo(there.seydou);
    const { former, participants, messages } = await openConversation(
      there.core,
      there.awa,
      there.room.id,
    );
    expect(former).toEqual([
      { id: there.moussa.id, full_name: there.moussa.full_name, role: "worker" },
    ]);
    expect(participants.map(({ id }) => id)).toEqual([there.awa.id, there.seydou.id]);
    expect(messages.map(({ sender_id }) => sender_id)).toContain(there.moussa.id);
  });

  test("is told of nothing from then on: no counter, notice, device, search or draft", async () => {
    there.moussa = await signedIn(there.moussa);
    await registerPush(there.core, there.moussa, {
      platform: "web",
      token: newId(),
      endpoint: `https://fcm.googleapis.com/fcm/send/${newId()}`,
      keys: { p256dh: "the-public-key", auth: "the-secret" },
      preferences: {},
      language: "fr",
      user_agent: null,
    });
    await say(there.awa, "tango-4417 avant");
    await say(there.moussa, "tango-4417 entre nous", there.room.internal_id);
    await saveDraft(there.core, there.moussa, {
      conversation_id: there.room.id,
      text: "Je pa",
      reply_to: null,
      base: null,
    });
    await react();
    expect(await listCounters(there.core, there.moussa)).not.toEqual([]);
    await handTo(there.seydou);
    await say(there.awa, "tango-4417 après");
    await changeStatus(there.core, there.seydou, there.room.case.id, { status: "en_route" });
    await react();
    expect(await listCounters(there.core, there.moussa)).toEqual([]);
    expect(await listNotifications(there.core, there.moussa)).toMatchObject({
      notifications: [],
      unread: 0,
    });
    expect(await takeDue(there.core, there.claire.organization_id)).toEqual([]);
    expect(await searchMessages(there.core, there.moussa, { text: "tango" })).toMatchObject({
      hits: [],
    });
    expect(await listDrafts(there.core, there.moussa)).toEqual([]);
  });

  test("hears at once that nothing awaits them there any more", async () => {
    await say(there.awa, "Bonjour");
    await react();
    const told: [string, number][] = [];
    const stop = there.core.counters.listen((id, list) => {
      if (id !== there.moussa.id) return;
      for (const { conversation_id, unread } of list) told.push([conversation_id, unread]);
    });
    await handTo(there.seydou);
    await react();
    stop();
    expect(new Map(told)).toEqual(
      new Map([
        [there.room.id, 0],
        [there.room.internal_id, 0],
      ]),
    );
  });

  test("N12.3: is shown on its map no more", async () => {
    await startShare(there.core, there.moussa, { conversation_id: there.room.id, until: "1_hour" });
    await handTo(there.seydou);
    expect((await openConversation(there.core, there.awa, there.room.id)).shares).toEqual([]);
    const report = {
      conversation_id: there.room.id,
      latitude: 12.6,
      longitude: -8,
      accuracy_m: 8,
      age_ms: 0,
    };
    expect(
      await codeOf(reportPosition(there.core, there.moussa, { ...report, device_at: Date.now() })),
    ).toBe("forbidden");
  });

  test("is back where they were once they are given it again", async () => {
    const { number } = await say(there.awa, "Bonjour");
    await advanceReceipt(there.core, there.moussa, {
      conversation_id: there.room.id,
      read: number,
    });
    await handTo(there.seydou);
    await say(there.awa, "Vous venez ?");
    await react();
    await handTo(there.moussa);
    await react();
    const state = await openConversation(there.core, there.moussa, there.room.id);
    expect(state).toMatchObject({ unread: 1, receipts: { [there.moussa.id]: { read: number } } });
    expect(state.former.map(({ id }) => id)).toEqual([there.seydou.id]);
    expect(await listCounters(there.core, there.moussa)).toContainEqual(
      expect.objectContaining({ conversation_id: there.room.id, unread: 1 }),
    );
    await expectIn(there.moussa);
    await expectOut(there.seydou);
  });

  test("says it in the journal before anything that concerns whoever has it now", async () => {
    const { seq } = await openConversation(there.core, there.awa, there.room.id);
    await handTo(there.seydou);
    const { events } = await listEvents(there.core, there.awa, there.room.id, seq);
    expect(events.map(({ type }) => type)).toEqual([
      "participant.left",
      "participant.joined",
      "case.changed",
    ]);
    expect(events[0]).toMatchObject({
      actor_id: there.claire.id,
      data: { person: { id: there.moussa.id } },
    });
  });

  test("changes nothing of it when it is given to them again, or to nobody else", async () => {
    const { seq } = await openConversation(there.core, there.awa, there.room.id);
    await handTo(there.moussa);
    expect(await openConversation(there.core, there.awa, there.room.id)).toMatchObject({
      seq,
      former: [],
    });
  });

  test("N20.5: a guest keeps their conversation, and the names of all who wrote to them", async () => {
    await say(there.moussa, "J’arrive");
    const { path } = await shareLink(there.core, there.moussa, there.room.id, { renew: false });
    await handTo(there.seydou);
    const guest = await identifyByLink(there.core, (path ?? "").replace("/suivi/", ""));
    const { former, participants } = await openConversation(there.core, guest, there.room.id);
    expect(former.map(({ full_name }) => full_name)).toEqual([there.moussa.full_name]);
    expect(participants.map(({ full_name }) => full_name)).toContain(there.seydou.full_name);
    await say(guest, "Je vous attends");
  });
});

describe("N18.8: those whose role reads a conversation", () => {
  let claim: CaseView;
  let nadia: Actor;
  let julien: Actor;
  beforeEach(async () => {
    nadia = await createMember(there.database, there.claire.organization_id, "agent");
    julien = await createMember(there.database, there.claire.organization_id, "agent");
    claim = await openCase(there.core, there.awa, { kind: "claim", title: "Four en panne" });
    await assignCase(there.core, there.claire, claim.id, { assignee_id: nadia.id });
  });

  const talk = () => claim.conversation_id ?? "";

  test("read on after they handed it on, are told of it no more, and take part again when they write", async () => {
    await assignCase(there.core, nadia, claim.id, { assignee_id: julien.id });
    await say(there.awa, "Bonjour", talk());
    await react();
    expect((await openConversation(there.core, nadia, talk())).unread).toBe(0);
    expect(await listCounters(there.core, nadia)).toEqual([]);
    await say(nadia, "Je reste à côté", talk());
    await say(there.awa, "Merci", talk());
    await react();
    expect(await listCounters(there.core, nadia)).toMatchObject([{ conversation_id: talk() }]);
    expect((await openConversation(there.core, julien, talk())).former).toEqual([]);
  });

  test("leave it when nobody has it any more", async () => {
    await assignCase(there.core, there.claire, claim.id, { assignee_id: null });
    const { participants } = await openConversation(there.core, there.awa, talk());
    expect(participants.map(({ id }) => id)).toEqual([there.awa.id]);
  });
});

describe("N18.6 N18.8: a room of whoever did the work", () => {
  test("is closed when it is handed on, and theirs again with the work", async () => {
    const place = { address: "Cocody", latitude: null, longitude: null };
    const parcel = await openCase(there.core, there.claire, {
      kind: "delivery",
      title: "Deux cartons",
      customer_id: there.awa.id,
      assignee_id: there.moussa.id,
      fields: { pickup: place, delivery: place },
    });
    const { room: own } = await openRoom(there.core, there.moussa, parcel.id, there.awa.id);
    const talk = own.conversation_id;
    await assignCase(there.core, there.claire, parcel.id, { assignee_id: there.seydou.id });
    expect(await codeOf(openConversation(there.core, there.moussa, talk))).toBe("forbidden");
    expect(await codeOf(say(there.awa, "Vous venez ?", talk))).toBe("conversation_closed");
    await assignCase(there.core, there.claire, parcel.id, { assignee_id: there.moussa.id });
    await say(there.awa, "Vous venez ?", talk);
    await say(there.moussa, "Oui", talk);
  });
});
