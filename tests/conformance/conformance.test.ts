import { afterAll, afterEach, describe } from "vitest";
import { openingRules } from "./rules/1-opening.ts";
import { frameRules } from "./rules/2-frames.ts";
import { followingRules } from "./rules/3-following.ts";
import { sendingRules } from "./rules/4-sending.ts";
import { receiptRules } from "./rules/5-receipts.ts";
import { fleetingRules } from "./rules/6-fleeting.ts";
import { caseRules } from "./rules/7-cases.ts";
import { endRules } from "./rules/8-heartbeat-and-end.ts";
import { streamRules } from "./rules/9-without-web-sockets.ts";
import { changingRules } from "./rules/10-changing-messages.ts";
import { filesRules } from "./rules/11-files.ts";
import { positionRules } from "./rules/12-positions.ts";
import { voiceRules } from "./rules/13-voice.ts";
import { draftRules } from "./rules/15-drafts.ts";
import { quickAnswerRules } from "./rules/16-quick-answers.ts";
import { statusRules } from "./rules/18-statuses.ts";
import { guidanceRules } from "./rules/21-guidance.ts";
import { briefRules } from "./rules/22-brief.ts";
import { procedureRules } from "./rules/26-procedures.ts";
import { restoredRules } from "./rules/35-restored.ts";
import { exhaustingRules } from "./rules/exhausting.ts";
import { restartRules } from "./rules/last-restart.ts";
import { reachWorld } from "./target/world.ts";

/** One server for all rules; the one that `CONFORMANCE_URL` names, or a new one. */
const world = await reachWorld();
afterEach(() => world.hangUp());
afterAll(() => world.dispose(), 30_000);

describe(`The native protocol at ${world.own === undefined ? world.baseUrl : "a new server"}`, {
  timeout: 30_000,
}, () => {
  openingRules(world);
  frameRules(world);
  followingRules(world);
  sendingRules(world);
  receiptRules(world);
  fleetingRules(world);
  caseRules(world);
  endRules(world);
  streamRules(world);
  changingRules(world);
  filesRules(world);
  positionRules(world);
  voiceRules(world);
  draftRules(world);
  quickAnswerRules(world);
  statusRules(world);
  guidanceRules(world);
  briefRules(world);
  procedureRules(world);
  restoredRules(world);
  exhaustingRules(world);
  restartRules(world);
});
