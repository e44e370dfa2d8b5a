import { cannedReply, type CannedReplyInput, limits, type Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { getCase } from "../case/get-case.ts";
import { readTimeline } from "../case/read-timeline.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { startGuidance } from "../guidance/start.ts";
import { newId } from "../ids.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
  refusalOf,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { changeReply, createReply, deleteReply } from "./edit-replies.ts";
import { listReplies, offerReplies } from "./list-replies.ts";
import { applyMacro } from "./apply-macro.ts";

let database: TestDatabase;
let core: Core;
let room: Conversation;
let claire: Actor;
let oscar: Actor;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database);
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  claire = await createMember(database, room.organization_id, "admin");
  oscar = await createOutsider(database);
});

const nothing = { add_tags: [], status: null, assign: null };
const words = (more: Partial<CannedReplyInput> = {}): CannedReplyInput => ({
  title: "Bonjour",
  text: "Bonjour {{client.prenom}}, ici {{agent.prenom}} de {{organisation.nom}}.",
  kinds: [],
  personal: false,
  actions: nothing,
  ...more,
});
const titles = async (actor: Actor) => (await listReplies(core, actor)).map(({ title }) => title);
const messages = async () =>
  (await openConversation(core, room.worker, room.id)).messages.filter(
    ({ kind }) => kind === "text",
  );

describe("N25.1: canned replies", () => {
  test("N25.1: are the organization's, written by who leads it, or one's own", async () => {
    const shared = await createReply(core, claire, words());
    expect(cannedReply.parse(shared)).toEqual(shared);
    await createReply(core, room.worker, words({ title: "À moi", personal: true }));
    expect(await titles(claire)).toEqual(["Bonjour"]);
    expect(await titles(room.worker)).toEqual(["À moi", "Bonjour"]);
    const seydou = await createMember(database, room.organization_id, "worker");
    expect(await titles(seydou)).toEqual(["Bonjour"]);
    expect(await titles(oscar)).toEqual([]);
  });

  test("N25.1: are changed and taken away by whose they are, and nobody else", async () => {
    const shared = await createReply(core, claire, words());
    const own = await createReply(core, room.worker, words({ personal: true }));
    for (const [actor, id, code] of [
      [room.worker, shared.id, "forbidden"],
      [room.customer, shared.id, "forbidden"],
      [claire, own.id, "not_found"],
      [oscar, shared.id, "not_found"],
      [claire, newId(), "not_found"],
    ] as const) {
      expect(await codeOf(changeReply(core, actor, id, words()))).toBe(code);
      expect(await codeOf(deleteReply(core, actor, id))).toBe(code);
    }
    const changed = await changeReply(core, claire, shared.id, words({ title: "Salut" }));
    expect(changed).toMatchObject({ id: shared.id, title: "Salut" });
    await deleteReply(core, claire, shared.id);
    await deleteReply(core, room.worker, own.id);
    expect(await titles(room.worker)).toEqual([]);
  });

  test.for<Role>(["customer", "worker", "agent"])(
    "N25.1: the organization's are not a %s’s to write",
    async (role) => {
      const person = await createMember(database, room.organization_id, role);
      expect(await codeOf(createReply(core, person, words()))).toBe("forbidden");
    },
  );

  test("N25.1: a customer and a guest have none and see none", async () => {
    await createReply(core, claire, words());
    const guest = { ...room.customer, guest: { conversation_id: room.id } };
    for (const actor of [room.customer, guest]) {
      expect(await codeOf(createReply(core, actor, words({ personal: true })))).toBe("forbidden");
      expect(await codeOf(listReplies(core, actor))).toBe("forbidden");
      expect(await codeOf(offerReplies(core, actor, room.case.id))).toBe("forbidden");
    }
  });

  const wrong: [what: string, field: string, input: Partial<CannedReplyInput>][] = [
    ["no title", "title", { title: "  " }],
    ["no words and no deeds", "text", { text: " " }],
    ["a kind that is not served", "kinds", { kinds: ["wedding"] }],
    ["a status without a kind", "status", { actions: { ...nothing, status: "completed" } }],
    [
      "a status that its kind does not have",
      "status",
      { kinds: ["request"], actions: { ...nothing, status: "asleep" } },
    ],
    [
      "a stranger to do the work",
      "assign",
      { kinds: ["request"], actions: { ...nothing, assign: newId() } },
    ],
  ];
  test.for(wrong)(
    "N25.2: with %s are refused, and the field is named",
    async ([, field, input]) => {
      const refusal = await refusalOf(createReply(core, claire, words(input)));
      expect(refusal.code).toBe("invalid_body");
      expect(Object.keys(refusal.details.fields ?? {})).toEqual([field]);
      expect(await titles(claire)).toEqual([]);
    },
  );

  test("N25.2: a variable that does not exist is named", async () => {
    const text = "{{client.prenom}} {{client.age}} {{ pluie }} {{client.age}}";
    const refusal = await refusalOf(createReply(core, claire, words({ text })));
    const hint = refusal.details.fields?.text;
    expect(hint).toMatchObject({ en: expect.stringContaining("{{client.age}}, {{pluie}}.") });
  });

  test("N25.3: are offered for a case, with its variables filled in", async () => {
    await createReply(core, claire, words());
    const [offered] = await offerReplies(core, room.worker, room.case.id);
    expect(offered?.filled).toBe("Bonjour Awa, ici Moussa de SOS Dépannage Bamako.");
    await createReply(
      core,
      room.worker,
      words({
        title: "Dossier",
        personal: true,
        text: "{{dossier.numero}} {{dossier.titre}} {{ dossier.statut }} {{client.nom}} {{agent.nom}}",
      }),
    );
    const found = await offerReplies(core, room.worker, room.case.id, "dossier");
    expect(found.map(({ filled }) => filled)).toEqual([
      `${room.case.number} Batterie à plat Acceptée Traoré Keïta`,
    ]);
  });

  test("N25.3: are found by beginnings of words, accents aside, by title first", async () => {
    await createReply(core, claire, words({ title: "Adieu", text: "Votre pièce est arrivée." }));
    await createReply(core, claire, words({ title: "Pièce commandée", text: "C’est fait." }));
    const found = await offerReplies(core, room.worker, room.case.id, "PIECE");
    expect(found.map(({ title }) => title)).toEqual(["Pièce commandée", "Adieu"]);
    expect(await offerReplies(core, room.worker, room.case.id, "piece arrivee zèbre")).toEqual([]);
  });

  test("N25.3: of another kind are not offered", async () => {
    const organization = await createOrganization(database, { kinds: ["request", "ticket"] });
    const both = await createConversation(core, database, organization);
    const admin = await createMember(database, organization, "admin");
    await createReply(core, admin, words({ title: "Tickets", kinds: ["ticket"] }));
    await createReply(core, admin, words({ title: "Demandes", kinds: ["request"] }));
    const found = await offerReplies(core, both.worker, both.case.id);
    expect(found.map(({ title }) => title)).toEqual(["Demandes"]);
  });
});

describe("N25.4: a macro", () => {
  const macro = (more: Partial<CannedReplyInput["actions"]> = {}, text = "Je pars.") =>
    createReply(
      core,
      claire,
      words({ kinds: ["request"], text, actions: { ...nothing, ...more } }),
    );

  test("N25.4: says its words and does its deeds as one fact", async () => {
    const { id } = await macro({ status: "en_route" });
    const use = { canned_reply_id: id, client_id: newId() };
    const used = await applyMacro(core, room.worker, room.case.id, use);
    expect(used.case.status).toBe("en_route");
    expect((await messages()).map(({ text }) => text)).toEqual(["Je pars."]);
    const events = (await listEvents(core, room.worker, room.id, 0)).events;
    const of = (type: string) => events.filter((event) => event.type === type).at(-1);
    expect(of("case.changed")?.at).toBe(of("message.sent")?.at);
  });

  test("P2 N25.4: used again under the same client_id it changes nothing more", async () => {
    const { id } = await macro({ status: "en_route" });
    const use = { canned_reply_id: id, client_id: newId(), text: "Je pars." };
    const first = await applyMacro(core, room.worker, room.case.id, use);
    const events = await listEvents(core, room.worker, room.id, 0);
    expect((await applyMacro(core, room.worker, room.case.id, use)).sent).toEqual(first.sent);
    expect(await listEvents(core, room.worker, room.id, 0)).toEqual(events);
  });

  test("N25.4: tags, names who does the work, and keeps the tags that there are", async () => {
    const seydou = await createMember(database, room.organization_id, "worker", {
      full_name: "Seydou Coulibaly",
    });
    const { id } = await macro({ add_tags: ["Relance", "vip"], assign: seydou.id }, "");
    await applyMacro(core, claire, room.case.id, { canned_reply_id: id });
    const again = await applyMacro(core, claire, room.case.id, { canned_reply_id: id });
    expect(again).toMatchObject({ sent: null, case: { assignee: { id: seydou.id } } });
    expect(again.case.internal?.tags).toEqual(["Relance", "vip"]);
    const { entries } = await readTimeline(core, claire, room.case.id);
    expect(entries.filter(({ subject }) => subject === "tags")).toHaveLength(1);
  });

  test("N25.4: where one part is refused nothing of it has happened", async () => {
    const before = await readTimeline(core, claire, room.case.id);
    const colleague = await createMember(database, room.organization_id, "worker");
    // A technician assigns nobody; the table knows no such step.
    for (const [actions, code] of [
      [{ add_tags: ["vip"], assign: colleague.id, status: null }, "forbidden"],
      [{ ...nothing, status: "completed" }, "transition_not_allowed"],
    ] as const) {
      const { id } = await macro({ ...actions, add_tags: [...actions.add_tags] });
      const use = applyMacro(core, room.worker, room.case.id, { canned_reply_id: id });
      expect(await codeOf(use)).toBe(code);
    }
    expect(await readTimeline(core, claire, room.case.id)).toEqual(before);
    expect(await messages()).toEqual([]);
  });

  test("N25.4: is not used by a customer, a stranger, or somebody of elsewhere", async () => {
    const { id } = await macro({ status: "en_route" });
    const stranger = await createMember(database, room.organization_id, "worker");
    for (const [actor, code] of [
      [room.customer, "forbidden"],
      [stranger, "forbidden"],
      [oscar, "not_found"],
    ] as const) {
      const use = applyMacro(core, actor, room.case.id, { canned_reply_id: id });
      expect(await codeOf(use)).toBe(code);
    }
    expect((await getCase(core, claire, room.case.id)).status).toBe("accepted");
  });

  test("N25.4: another person's own does not exist", async () => {
    const own = await createReply(core, claire, words({ personal: true }));
    const use = applyMacro(core, room.worker, room.case.id, { canned_reply_id: own.id });
    expect(await codeOf(use)).toBe("not_found");
  });

  test("N25.4: is refused while somebody is guided: there every message is a step", async () => {
    const { id } = await macro();
    await startGuidance(core, room.worker, { conversation_id: room.id });
    const use = applyMacro(core, room.worker, room.case.id, { canned_reply_id: id });
    expect(await codeOf(use)).toBe("guidance_active");
  });

  test("N25.4: an admin who takes no part in a conversation says nothing in it", async () => {
    const { id } = await macro({ add_tags: ["vip"] });
    const use = applyMacro(core, claire, room.case.id, { canned_reply_id: id });
    expect(await codeOf(use)).toBe("forbidden");
    expect((await getCase(core, claire, room.case.id)).internal?.tags).toEqual([]);
  });
});

test("Of one's own there are no more than the limit when many are written at once", async () => {
  await database.owner.query(
    `insert into canned_reply (id, organization_id, owner_id, title, text, kinds, edited_by, edited_at)
     select gen_random_uuid(), $1, $2, 'Une phrase', 'Bonjour', '{}', $2, now() from generate_series(1, $3::integer)`,
    [room.organization_id, room.worker.id, limits.ownCannedReplies - 3],
  );
  const written = await Promise.allSettled(
    Array.from({ length: 8 }, () => createReply(core, room.worker, words({ personal: true }))),
  );
  expect(written.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  // Those of the others are counted apart.
  await createReply(core, claire, words());
});
