import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signOut } from "../access/sign-out.ts";
import { changeStatus } from "../case/change-status.ts";
import type { Core } from "../core.ts";
import { sendMessage } from "../message/send-message.ts";
import {
  type Conversation,
  createConversation,
  startTestDatabase,
  type TestDatabase,
  testCore,
} from "../testing/index.ts";
import { endDueShares } from "./end-due-shares.ts";
import { stopShare } from "./end-share.ts";
import { reportPosition } from "./report-position.ts";
import { startShare } from "./start-share.ts";

const market = { latitude: 12.6392, longitude: -8.0029 };
const far = { latitude: market.latitude + 3_000 / 111_195, longitude: market.longitude };
const way = { distance_m: 4_000, duration_s: 600 };

let database: TestDatabase;
let core: Core;
let room: Conversation;

beforeAll(async () => {
  database = await startTestDatabase();
  core = await testCore(database, { router: async () => way });
}, 60_000);

afterAll(async () => {
  await core.close();
  await database.stop();
});

beforeEach(async () => {
  room = await createConversation(core, database);
  await database.owner.query(
    "update service_case set latitude = $2, longitude = $3 where id = $1",
    [room.case.id, market.latitude, market.longitude],
  );
  await step("en_route");
});

const step = (status: string) => changeStatus(core, room.worker, room.case.id, { status });
const begin = () => startShare(core, room.worker, { conversation_id: room.id, until: "arrival" });
const say = (quick_answer: string) =>
  sendMessage(core, room.worker, {
    conversation_id: room.id,
    text: quick_answer,
    client_id: null,
    quick_answer,
  });

test.each([
  ["its phone is before the door", () => arrive()],
  ["they say that they have arrived", () => say("arrived")],
  ["the step says that they have arrived", () => step("arrived")],
  ["the case ends", () => step("cancelled")],
  ["it is stopped", () => stopShare(core, room.worker, room.id)],
  ["it begins anew", begin],
  ["its sign-in ends", () => leave()],
])("the way of a share is forgotten when %s", async (_, end) => {
  const { id } = await begin();
  const known = () => core.routes.routeOf(id, far, market);
  await expect.poll(known).toEqual(way);
  await end();
  expect(known()).toBeUndefined();
});

function arrive() {
  const measure = { ...market, accuracy_m: 8, device_at: core.now().getTime(), age_ms: 0 };
  return reportPosition(core, room.worker, { conversation_id: room.id, ...measure });
}

async function leave(): Promise<void> {
  await signOut(core, room.worker);
  await endDueShares(core);
}
