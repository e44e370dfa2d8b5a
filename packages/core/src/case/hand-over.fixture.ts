import type { Role } from "@relais/protocol";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { changeAccount } from "../account/change-account.ts";
import type { Actor } from "../actor.ts";
import { listEvents } from "../conversation/list-events.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Core } from "../core.ts";
import { saveDraft } from "../draft/save-draft.ts";
import { newId } from "../ids.ts";
import { sendMessage } from "../message/send-message.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { ownNotifier } from "../notification/own-notifier.ts";
import { startShare } from "../position/start-share.ts";
import { pushQueue } from "../push/push-consumer.ts";
import { advanceReceipt } from "../receipt/advance-receipt.ts";
import { searchIndex } from "../search/search-index.ts";
import {
  type Conversation,
  codeOf,
  createConversation,
  createMember,
  createOrganization,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { assignCase } from "./assign-case.ts";

/** A request of Awa's that Moussa does, and Seydou who may be given it by Claire; anew for each test. */
export type HandOver = {
  database: TestDatabase;
  core: Core;
  claire: Actor;
  awa: Actor;
  moussa: Actor;
  seydou: Actor;
  room: Conversation;
};

/** Hooks of a test file about work that goes to somebody else, and what its tests do there. */
export function useHandOver() {
  // Filled before each test.
  const there = {} as HandOver;

  beforeAll(async () => {
    there.database = await startTestDatabase();
    there.core = await testCore(there.database);
  }, 60_000);

  afterAll(async () => {
    await there.core.close();
    await there.database.stop();
  });

  beforeEach(async () => {
    const { core, database } = there;
    const organization = await createOrganization(database, {
      kinds: ["request", "claim", "delivery"],
    });
    there.room = await createConversation(core, database, organization);
    there.awa = there.room.customer;
    there.moussa = there.room.worker;
    there.claire = await createMember(database, organization, "admin");
    there.seydou = await createMember(database, organization, "worker", {
      full_name: "Seydou Cissé",
    });
  });

  const say = (actor: Actor, text: string, conversation_id = there.room.id) =>
    sendMessage(there.core, actor, { conversation_id, text, client_id: newId() });
  const handTo = (person: Actor, by = there.claire) =>
    assignCase(there.core, by, there.room.case.id, { assignee_id: person.id });

  /** Somebody who has signed in again, since an admin gave them this role. */
  async function become(person: Actor, role: Role): Promise<Actor> {
    await changeAccount(there.core, there.claire, person.id, { role });
    return signedIn({ ...person, role });
  }

  async function signedIn(person: Actor): Promise<Actor> {
    const actor = { ...person, sign_in_id: newId() };
    await there.database.owner.query(
      "insert into sign_in (id, organization_id, member_id) values ($1, $2, $3)",
      [actor.sign_in_id, actor.organization_id, actor.id],
    );
    return actor;
  }

  async function react(): Promise<void> {
    for (const consumer of [notificationCounter, ownNotifier, pushQueue, searchIndex]) {
      let more = true;
      while (more) ({ more } = await consumer.run(there.core, there.claire.organization_id));
    }
  }

  /** Each way into what is said in the conversation and beside it. */
  async function waysIn(person: Actor): Promise<(string | undefined)[]> {
    const answers: (string | undefined)[] = [];
    for (const id of [there.room.id, there.room.internal_id]) {
      for (const attempt of [
        openConversation(there.core, person, id),
        listEvents(there.core, person, id, 0),
        say(person, "Je suis encore là", id),
        advanceReceipt(there.core, person, { conversation_id: id, read: 1 }),
        saveDraft(there.core, person, {
          conversation_id: id,
          text: "Je",
          reply_to: null,
          base: null,
        }),
        startShare(there.core, person, { conversation_id: id, until: "1_hour" }),
      ]) {
        answers.push(await codeOf(attempt));
      }
    }
    return answers;
  }

  const expectOut = async (person: Actor) => {
    expect(new Set(await waysIn(person))).not.toContain(undefined);
    const { participants } = await openConversation(there.core, there.awa, there.room.id);
    expect(participants.map(({ id }) => id)).not.toContain(person.id);
  };

  const expectIn = async (person: Actor) => {
    await say(person, "Bonjour");
    await say(person, "Entre nous", there.room.internal_id);
    const { participants } = await openConversation(there.core, there.awa, there.room.id);
    expect(participants.map(({ id }) => id)).toContain(person.id);
  };

  return { there, say, handTo, become, signedIn, react, expectOut, expectIn };
}
