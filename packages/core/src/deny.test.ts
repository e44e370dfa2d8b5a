import type { Role } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signOut } from "./access/sign-out.ts";
import { issueTicket, redeemTicket } from "./access/tickets.ts";
import type { Actor } from "./actor.ts";
import { acceptCase } from "./case/accept-case.ts";
import { changeStatus } from "./case/change-status.ts";
import { getCase } from "./case/get-case.ts";
import { casesSince, listCases } from "./case/list-cases.ts";
import { openCase } from "./case/open-case.ts";
import { listEvents } from "./conversation/list-events.ts";
import { listFormer } from "./conversation/list-former.ts";
import { openConversation, readConversation } from "./conversation/open-conversation.ts";
import { readHistory } from "./conversation/read-history.ts";
import type { Core } from "./core.ts";
import { newId } from "./ids.ts";
import * as everything from "./index.ts";
import { readMe } from "./member/me.ts";
import { deleteMessage } from "./message/delete-message.ts";
import { editMessage } from "./message/edit-message.ts";
import { reactToMessage } from "./message/react-to-message.ts";
import { sendMessage } from "./message/send-message.ts";
import { listCounters } from "./notification/counters.ts";
import { advanceReceipt } from "./receipt/advance-receipt.ts";
import {
  type Conversation,
  createConversation,
  createMember,
  memoryFiles,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "./testing/index.ts";

let database: TestDatabase;
let core: Core;
/** The conversation that is not theirs. */
let room: Conversation;
let waiting: string;
/** One of another organization, where there is a conversation as well. */
let outside: Conversation;
/** People of the same organization who take no part. */
const strangers = new Map<Role, Actor>();

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { files: memoryFiles().means });
  room = await createConversation(core, database);
  outside = await createConversation(core, database);
  await say(room.customer);
  for (const role of ["customer", "worker", "agent", "manager", "admin"] as const) {
    strangers.set(role, await createMember(database, room.organization_id, role));
  }
  const opened = await openCase(core, room.customer, { kind: "request", title: "En attente" });
  waiting = opened.id;
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

const stranger = (role: Role): Actor => {
  const actor = strangers.get(role);
  if (actor === undefined) throw new Error(`no stranger is a ${role}`);
  return actor;
};

/** A message that those who take part may change, and that of the customer for everybody else. */
async function hisOwn(actor: Actor): Promise<number> {
  const wanted = await database.owner.query<{ number: number }>(
    `select number from message where conversation_id = $1 and kind = 'text' and deleted_at is null
     and sender_id = $2 order by number desc limit 1`,
    [room.id, actor.id],
  );
  if (wanted.rows[0] !== undefined) return wanted.rows[0].number;
  const writes = [room.customer.id, room.worker.id].includes(actor.id);
  return writes ? (await say(actor)).number : 2;
}
const say = (actor: Actor) =>
  sendMessage(core, actor, { conversation_id: room.id, text: "Bonjour", client_id: newId() });

type Attempt = (actor: Actor) => Promise<unknown>;

/** Every command and every reading that names a case or a conversation. */
const onConversation: Record<string, Attempt> = {
  openConversation: (actor) => openConversation(core, actor, room.id),
  readConversation: (actor) => readConversation(core, actor, room.id),
  readHistory: (actor) => readHistory(core, actor, room.id),
  listEvents: (actor) => listEvents(core, actor, room.id, 0),
  listFormer: (actor) => listFormer(core, actor, room.id),
  readableRoster: (actor) => everything.readableRoster(core, actor, room.id),
  readSpan: (actor) => everything.readSpan(core, actor, room.id, { from: "last", count: 10 }),
  summarizeConversations: (actor) =>
    everything.summarizeConversations(core, actor, [
      { conversation_id: room.id, case: room.case, unread: 0 },
    ]),
  totalConversations: (actor) =>
    everything.totalConversations(core, actor, [
      { conversation_id: room.id, case: room.case, unread: 0 },
    ]),
  sendMessage: (actor) =>
    sendMessage(core, actor, { conversation_id: room.id, text: "Bonjour", client_id: newId() }),
  editMessage: async (actor) =>
    editMessage(core, actor, { conversation_id: room.id, number: await hisOwn(actor), text: "!" }),
  deleteMessage: async (actor) =>
    deleteMessage(core, actor, { conversation_id: room.id, number: await hisOwn(actor) }),
  reactToMessage: async (actor) =>
    reactToMessage(core, actor, {
      conversation_id: room.id,
      number: await hisOwn(actor),
      emoji: "👍",
    }),
  readRoom: (actor) => everything.readRoom(core, actor, room.id),
  readTimes: (actor) => everything.readTimes(core, actor, room.id, { from: 1, to: 9 }),
  archiveConversation: (actor) => everything.archiveConversation(core, actor, room.id, false),
  sendPicture: (actor) =>
    everything.sendPicture(core, actor, {
      conversation_id: room.id,
      address: "https://images.example/a.jpg",
      client_id: newId(),
    }),
  readContacts: (actor) => everything.readContacts(core, actor, room.id),
  saveDraft: (actor) =>
    everything.saveDraft(core, actor, {
      conversation_id: room.id,
      text: "À moitié",
      reply_to: null,
      base: null,
    }),
  advanceReceipt: (actor) => advanceReceipt(core, actor, { conversation_id: room.id, read: 1 }),
  searchMessages: (actor) =>
    everything.searchMessages(core, actor, { text: "Bonjour", conversation_id: room.id }),
  listShared: (actor) =>
    everything.listShared(core, actor, { conversation_id: room.id, category: "picture" }),
  messageReceipts: (actor) => everything.messageReceipts(core, actor, room.id, 1),
  startUpload: (actor) =>
    everything.startUpload(core, actor, { conversation_id: room.id, name: "a.pdf", bytes: 10 }),
  fileAddresses: (actor) => everything.fileAddresses(core, actor, room.id, [newId()]),
  sendPosition: (actor) =>
    everything.sendPosition(core, actor, {
      conversation_id: room.id,
      latitude: 12.64,
      longitude: -8,
      accuracy_m: 10,
      client_id: newId(),
    }),
  startShare: (actor) =>
    everything.startShare(core, actor, { conversation_id: room.id, until: "1_hour" }),
  // For the share that was just started.
  reportPosition: (actor) =>
    everything.reportPosition(core, actor, {
      conversation_id: room.id,
      latitude: 12.64,
      longitude: -8,
      accuracy_m: 10,
      device_at: 1,
      age_ms: 0,
    }),
  listGuidance: (actor) => everything.listGuidance(core, actor, room.id),
  stopShare: (actor) => everything.stopShare(core, actor, room.id),
};
/** What only one side of a guidance may do; both sides are held against each other in its own tests. */
const onGuidance: Record<string, Attempt> = {
  startGuidance: (actor) => everything.startGuidance(core, actor, { conversation_id: room.id }),
  instruct: (actor) =>
    everything.instruct(core, actor, {
      conversation_id: room.id,
      text: "Ouvrez le capot",
      client_id: newId(),
    }),
  confirmStep: (actor) =>
    everything.confirmStep(core, actor, {
      conversation_id: room.id,
      step_id: newId(),
      result: "done",
    }),
  proveStep: (actor) =>
    everything.proveStep(core, actor, {
      conversation_id: room.id,
      step_id: newId(),
      attachments: [newId()],
      client_id: null,
    }),
  endGuidance: (actor) =>
    everything.endGuidance(core, actor, { conversation_id: room.id, solved: true }),
  leaveGuidance: (actor) => everything.leaveGuidance(core, actor, { conversation_id: room.id }),
};
const onCase: Record<string, Attempt> = {
  getCase: (actor) => getCase(core, actor, room.case.id),
  acceptCase: (actor) => acceptCase(core, actor, room.case.id),
  changeStatus: (actor) => changeStatus(core, actor, room.case.id, { status: "en_route" }),
  changeStatusOnce: (actor) =>
    everything.changeStatusOnce(core, actor, room.case.id, {
      status: "en_route",
      client_id: newId(),
    }),
  reopenCase: (actor) =>
    everything.reopenCase(core, actor, room.case.id, { reason: "Toujours en panne" }),
  assignCase: (actor) =>
    everything.assignCase(core, actor, room.case.id, { assignee_id: room.worker.id }),
  updateCase: (actor) => everything.updateCase(core, actor, room.case.id, { priority: "normal" }),
  noteCase: (actor) =>
    everything.noteCase(core, actor, room.case.id, { note: "Sonner deux fois", internal: true }),
  readTimeline: (actor) => everything.readTimeline(core, actor, room.case.id),
  getEntry: (actor) => everything.getEntry(core, actor, room.case.id),
  snoozeCase: (actor) => everything.snoozeCase(core, actor, room.case.id, { until: null }),
  wakeCase: (actor) => everything.wakeCase(core, actor, room.case.id),
  markSeen: (actor) => everything.markSeen(core, actor, room.case.id),
  listColleagues: (actor) => everything.listColleagues(core, actor, room.case.id),
  rateCase: (actor) => everything.rateCase(core, actor, room.case.id, { score: 5 }),
  readRating: (actor) => everything.readRating(core, actor, room.case.id),
  offerReplies: (actor) => everything.offerReplies(core, actor, room.case.id),
  applyMacro: (actor) =>
    everything.applyMacro(core, actor, room.case.id, { canned_reply_id: newId() }),
  // Whom one may write to at all: pairs.test.ts.
  findPair: (actor) => everything.findPair(core, actor, "contact", room.customer.id),
  openPair: (actor) => everything.openPair(core, actor, "contact", room.customer.id),
  messageSubjects: (actor) => everything.messageSubjects(core, actor, room.id, { from: 1, to: 10 }),
  readWholeTalk: (actor) => everything.readWholeTalk(core, actor, room.id, { from: 1, count: 10 }),
  firstReads: (actor) => everything.firstReads(core, actor, room.id, [1]),
  readTalkMessage: (actor) =>
    everything.readTalkMessage(core, actor, room.id, { number: 1, internal: false }),
  amendCase: (actor) => everything.amendCase(core, actor, room.case.id, { priority: "normal" }),
  messageIds: (actor) => everything.messageIds(core, actor, room.id, [1]),
  // Whoever sees the case without being its customer: proof.test.ts.
  readCode: (actor) => everything.readCode(core, actor, room.case.id),
  proofAddresses: (actor) => everything.proofAddresses(core, actor, room.case.id, [newId()]),
  openRoom: (actor) => everything.openRoom(core, actor, room.case.id, room.customer.id),
  // Whoever takes part and does no work is refused as well: guest.test.ts.
  getLink: (actor) => everything.getLink(core, actor, room.id),
  shareLink: (actor) => everything.shareLink(core, actor, room.id, { renew: true }),
  revokeLink: (actor) => everything.revokeLink(core, actor, room.id),
};
/** Those that name nothing: they must show and do nothing of others. */
const ownOnly = new Set([
  "endSignIn",
  "listSignIns",
  "cancelUpload",
  // Every right on them is held against who has none in their own tests.
  "ratingFigures",
  // Nobody else's: of the organization, to those who do the work. See tags.test.ts.
  "listTags",
  "createReply",
  // Of one's own organization, and for its admins: administration.test.ts.
  "changeAccount",
  "changeOrganization",
  "readOrganization",
  "removeLogo",
  "setLogo",
  "deactivateAccount",
  "endAccountSessions",
  "exportAudit",
  "invite",
  "listAccountSessions",
  "listAccounts",
  "listAudit",
  "listInvitations",
  "reactivateAccount",
  "withdrawInvitation",
  // Of one's own organization, and for its admins: api-key.test.ts.
  "createApiKey",
  "listApiKeys",
  "revokeApiKey",
  // The same: webhook.test.ts.
  "changeWebhook",
  "createWebhook",
  "deleteWebhook",
  "listWebhookDeliveries",
  "listWebhooks",
  "redeliverWebhook",
  "rotateWebhookSecret",
  "testWebhook",
  // Only one's own, by id of the person.
  "listNotifications",
  "readNotifications",
  "readPreferences",
  "changePreferences",
  // One's own devices; another's is unknown: push.test.ts.
  "changePush",
  "registerPush",
  "removePush",
  "testPush",
  "changeReply",
  "deleteReply",
  "listReplies",
  // Nouns are an admin's to change and to take away: noun.test.ts.
  "changeCategory",
  "changeDepartment",
  "changeEquipment",
  "removeCategory",
  "removeDepartment",
  "removeEquipment",
  "createCategory",
  "createDepartment",
  "createEquipment",
  "createWarranty",
  "listCategories",
  "listDepartments",
  "listEquipment",
  "listPeople",
  "listSignIns",
  "listWarranties",
  "pageWarranties",
  "listWorkplaces",
  "presentWorkplace",
  "actOnCases",
  "countEntries",
  "listChanges",
  "listEntries",
  "listTeam",
  // The chat on one's own sites is an admin's: embedding.test.ts.
  "addIdentityKey",
  "changeEmbedding",
  "readEmbedding",
  "removeIdentityKey",
  "changeAssignment",
  "readAssignment",
  "readOpeningHours",
  "readTargets",
  "changeTargets",
  "targetStatistics",
  "changeOpeningHours",
  "changeTeammate",
  "readSavedViews",
  "saveViews",
  "changeMe",
  "casesSince",
  "endSignIn",
  "findCases",
  "findRooms",
  "countUnreadRooms",
  "locateMessages",
  "finishUpload",
  "issueTicket",
  "listCases",
  "listConversationLines",
  "listCounters",
  "listDrafts",
  "listKinds",
  "openCase",
  "openOrFind",
  // A page holds what its caller may see; of an account its owner and the office read: access tests.
  "countCases",
  "describeTalks",
  "getWarranty",
  "createMember",
  "listMembers",
  "pageCases",
  "readOwnMember",
  // Of cases that the caller has read before.
  "readProgress",
  // Known by its message, whose conversation refuses: guidance.test.ts.
  "findStep",
  "ownUpload",
  "pairHeads",
  "readMe",
  "readVisit",
  "readQuickAnswers",
  "receiveParts",
  "resetQuickAnswers",
  "setQuickAnswers",
  "signOut",
  // Procedures are an organization's, and refused to its customers: procedure.test.ts.
  "addProcedurePicture",
  "archiveProcedure",
  "createProcedure",
  "editProcedure",
  "getProcedure",
  "getRun",
  "guidanceStatistics",
  "listProcedures",
  "listVersions",
  "procedurePictures",
  "saveSession",
]);
/** Before anybody is somebody, or made by the operator, or pure. */
const withoutActor = new Set([
  "acceptInvitation",
  "readInvitation",
  "findOrganization",
  "startWebhookSender",
  "suspendOrganization",
  "watchSuspensions",
  "addressOfFile",
  "changesRoster",
  "consumerLag",
  "createCore",
  "createOrganization",
  "demoCast",
  "eraseDue",
  "openLogo",
  "eraseUnkept",
  "eraseUnsent",
  "removeLeftParts",
  "listOrganizations",
  "framingSites",
  "createKeyFor",
  "identifyByKey",
  "isApiKey",
  "listKeysOf",
  "revokeKeyFor",
  "identifyByLink",
  "isLinkToken",
  "loadKinds",
  "readSite",
  "resumeVisit",
  "startVisit",
  "mayKnowInternal",
  "mayUseDesk",
  "mayRead",
  "maySeeCase",
  "mayWrite",
  "afterTheRush",
  "prepareReturn",
  "openDatabase",
  "openEmbeddedPostgres",
  "openFile",
  "openLink",
  "lookThroughLink",
  "openRegistration",
  "asOwner",
  "register",
  "paulsLink",
  "readLivePositions",
  "redeemTicket",
  "refresh",
  "reactOutside",
  "readRoomState",
  "registryOf",
  "seedDemo",
  "shortId",
  "signIn",
  "startConsumers",
  "startDeskKeeper",
  "startLinkPreviewer",
  "startPushSender",
  "startReminderKeeper",
  "startWarrantyKeeper",
  "keepTyping",
  "loadVapidKeys",
  "asText",
  "startShareKeeper",
  "takeDemoSeat",
  "refusedBy",
  "toRefusal",
  "takeDemoSeat",
  "visitDatabase",
]);

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

/** What is stored of the room and its case, to see that a refusal left nothing half done. */
async function trace(): Promise<unknown> {
  const { rows } = await database.owner.query(
    `select (select count(*) from event where organization_id = $1) as events,
            (select json_agg(m order by m.number) from message m where organization_id = $1) as messages,
            (select count(*) from participant where organization_id = $1) as participants,
            (select json_agg(d order by d.revision) from draft d where organization_id = $1) as drafts,
            (select json_agg(s order by s.id) from position_share s where organization_id = $1) as shares,
            (select count(*) from guidance_session where organization_id = $1) as sessions,
            (select json_agg(p order by p.member_id) from participant p where organization_id = $1) as receipts,
            (select json_agg(c order by c.id) from service_case c where organization_id = $1) as cases`,
    [room.organization_id],
  );
  return rows[0];
}

test("P5: every function that this package exports is asked about here", () => {
  const functions = Object.entries(everything)
    .filter(([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name))
    .map(([name]) => name);
  const asked = [
    ...Object.keys(onConversation),
    ...Object.keys(onCase),
    ...Object.keys(onGuidance),
    ...ownOnly,
    ...withoutActor,
  ];
  expect(asked.toSorted()).toEqual(functions.toSorted());
});

describe("P5: another organization's people are told that there is nothing", () => {
  const roles: Role[] = ["customer", "worker", "admin"];
  const attempts = { ...onConversation, ...onGuidance, ...onCase };
  test.each(Object.keys(attempts).flatMap((name) => roles.map((role) => ({ name, role }))))(
    "P5: $name by their $role",
    async ({ name, role }) => {
      const actor = await createMember(database, outside.organization_id, role);
      const before = await trace();
      expect(await outcome(attempts[name]?.(actor) ?? Promise.reject())).toBe("not_found");
      expect(await trace()).toEqual(before);
    },
  );

  test.each(Object.keys(attempts))("P5: %s, even while the caches hold it", async (name) => {
    await sendMessage(core, room.customer, {
      conversation_id: room.id,
      text: "Bonjour",
      client_id: newId(),
    });
    expect(await outcome(attempts[name]?.(outside.worker) ?? Promise.reject())).toBe("not_found");
  });

  test("P5: an id that nobody has is answered the same", async () => {
    expect(await outcome(getCase(core, room.worker, newId()))).toBe("not_found");
    expect(await outcome(openConversation(core, room.worker, newId()))).toBe("not_found");
  });

  test("P5: a token that claims another organization opens nothing of it", async () => {
    const liar = { ...outside.worker, organization_id: room.organization_id };
    expect(await core.signIns.check(liar)).toBe(false);
    expect(await outcome(readMe(core, liar))).toBe("not_found");
  });
});

describe("P5: strangers of the same organization are refused", () => {
  const writing = new Set([
    "archiveConversation",
    "sendPicture",
    "sendMessage",
    "editMessage",
    "reactToMessage",
    "advanceReceipt",
    "readContacts",
    "saveDraft",
    "startUpload",
    "sendPosition",
    "startShare",
    "reportPosition",
    "stopShare",
  ]);
  const cases = (["customer", "worker", "agent", "manager"] as const).flatMap((role) =>
    Object.keys({ ...onConversation, ...onGuidance }).map((name) => ({ role, name })),
  );
  test.each(cases)("P5: $name by a $role who takes no part", async ({ role, name }) => {
    const before = await trace();
    const attempt = onConversation[name] ?? onGuidance[name];
    expect(await outcome(attempt?.(stranger(role)) ?? Promise.reject())).toBe("forbidden");
    expect(await trace()).toEqual(before);
  });

  test.each(Object.keys(onConversation))(
    "P5: %s by an admin, who reads everything, deletes, and writes nothing",
    async (name) => {
      const wanted = writing.has(name) ? "forbidden" : "done";
      expect(await outcome(onConversation[name]?.(stranger("admin")) ?? Promise.reject())).toBe(
        wanted,
      );
    },
  );

  test.each(Object.keys(onGuidance))("P5: %s by an admin who takes no part", async (name) => {
    expect(await outcome(onGuidance[name]?.(stranger("admin")) ?? Promise.reject())).toBe(
      "forbidden",
    );
  });

  test.each([
    ["getCase", "customer", "forbidden"],
    ["getCase", "worker", "forbidden"],
    ["getCase", "agent", "done"],
    ["getCase", "manager", "done"],
    ["getCase", "admin", "done"],
    ["acceptCase", "customer", "forbidden"],
    ["acceptCase", "worker", "already_taken"],
    ["acceptCase", "agent", "forbidden"],
    ["acceptCase", "manager", "forbidden"],
    ["acceptCase", "admin", "forbidden"],
    ["changeStatus", "customer", "forbidden"],
    ["changeStatusOnce", "customer", "forbidden"],
    ["changeStatus", "worker", "forbidden"],
    ["changeStatusOnce", "worker", "forbidden"],
    ["changeStatus", "agent", "forbidden"],
    ["changeStatusOnce", "agent", "forbidden"],
    ["changeStatus", "manager", "forbidden"],
    ["changeStatusOnce", "manager", "forbidden"],
    ["assignCase", "customer", "forbidden"],
    ["assignCase", "worker", "forbidden"],
    ["updateCase", "customer", "forbidden"],
    ["updateCase", "worker", "forbidden"],
    ["noteCase", "customer", "forbidden"],
    ["noteCase", "worker", "forbidden"],
    ["readTimeline", "customer", "forbidden"],
    ["readTimeline", "worker", "forbidden"],
    ["readTimeline", "agent", "done"],
    ...(["customer", "worker"] as const).flatMap((role) =>
      (["snoozeCase", "wakeCase", "markSeen", "getEntry"] as const).map(
        (name) => [name, role, "forbidden"] as const,
      ),
    ),
    ["listColleagues", "customer", "forbidden"],
    ["listColleagues", "worker", "forbidden"],
    ["rateCase", "customer", "forbidden"],
    ["rateCase", "worker", "forbidden"],
    ["rateCase", "agent", "forbidden"],
    ["readRating", "customer", "forbidden"],
    ["readRating", "worker", "forbidden"],
    ["readRating", "agent", "done"],
    ["offerReplies", "customer", "forbidden"],
    ["offerReplies", "worker", "forbidden"],
    ["offerReplies", "agent", "done"],
    ["applyMacro", "customer", "forbidden"],
    ["applyMacro", "worker", "forbidden"],
    ["applyMacro", "agent", "not_found"],
    ["openRoom", "customer", "forbidden"],
    ["openRoom", "worker", "forbidden"],
    ...(["customer", "worker", "agent", "manager"] as const).flatMap((role) =>
      (["getLink", "shareLink", "revokeLink"] as const).map(
        (name) => [name, role, "forbidden"] as const,
      ),
    ),
  ] as const)("P5: %s of another's case by a %s is %s", async (name, role, wanted) => {
    const before = await trace();
    expect(await outcome(onCase[name]?.(stranger(role)) ?? Promise.reject())).toBe(wanted);
    expect(await trace()).toEqual(before);
  });
});

describe("P5: those who take part are let in", () => {
  test.each(Object.keys(onConversation))("%s", async (name) => {
    for (const actor of [room.customer, room.worker]) {
      expect(await outcome(onConversation[name]?.(actor) ?? Promise.reject())).toBe("done");
    }
  });
});

describe("P5: lists show one's own", () => {
  const ids = async (actor: Actor) =>
    (await listCases(core, actor)).cases.map(({ id }) => id).sort();

  test("P5: the other organization's people see nothing of it", async () => {
    for (const role of ["customer", "worker", "agent", "manager", "admin"] as const) {
      const actor = await createMember(database, outside.organization_id, role);
      const { cases, counters } = await listCases(core, actor);
      const own = cases.filter(({ id }) => id === outside.case.id);
      expect(cases).toEqual(own);
      expect(counters).toEqual([]);
      expect((await casesSince(core, actor, 0)).changed).toEqual(own);
    }
  });

  test("P5: a customer sees only their own, a worker the waiting ones and their own", async () => {
    expect(await ids(stranger("customer"))).toEqual([]);
    expect(await ids(room.customer)).toEqual([room.case.id, waiting].sort());
    expect(await ids(stranger("worker"))).toEqual([waiting]);
    expect(await ids(room.worker)).toEqual([room.case.id, waiting].sort());
  });

  test("P5: the office sees all of its organization", async () => {
    for (const role of ["agent", "manager", "admin"] as const) {
      expect(await ids(stranger(role))).toEqual([room.case.id, waiting].sort());
    }
  });

  test("P5: counters are one's own", async () => {
    expect(await listCounters(core, stranger("admin"))).toEqual([]);
    expect((await listCounters(core, room.customer)).map((one) => one.conversation_id)).toEqual([
      room.id,
    ]);
  });

  test("P5: a ticket opens as its own holder, and signing out ends nobody else", async () => {
    const { ticket } = await issueTicket(core, outside.customer);
    expect((await redeemTicket(core, ticket)).actor).toEqual(outside.customer);
    const liar = { ...outside.customer, organization_id: room.organization_id };
    expect(await signOut(core, liar, { everywhere: true })).toEqual({ sign_in_ids: [] });
    expect(await core.signIns.check(room.customer)).toBe(true);
  });
});
