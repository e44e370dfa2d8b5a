import type { Conversation } from "@relais/client";
import { type ShareLength, type StepResult, shareLengths, stepResults } from "@relais/protocol";
import type { Random } from "../random.ts";
import { someFiles } from "./sample-files.ts";

const nothing = () => {};

/** Files without words, or with some; now and then the upload is stopped for a while. */
export function sendFiles(conversation: Conversation, random: Random, words: string): void {
  const clientId = conversation.send(random.chance(0.5) ? words : "", { files: someFiles(random) });
  if (random.chance(0.2)) {
    conversation.pause(clientId);
    conversation.resume(clientId);
  }
}

/** The person guided says how the open step went; whoever guides does nothing here. */
export function answerStep(conversation: Conversation, random: Random, words: string): void {
  const { state } = conversation.view.get();
  const open = state?.guidance?.steps.findLast(({ closed_at }) => closed_at === null);
  if (open === undefined || state?.guidance?.guided.id !== state?.viewer_id) return;
  const options = {
    ...(random.chance(0.5) && { words }),
    ...(random.chance(0.2) && { files: someFiles(random) }),
  };
  conversation.answerStep(open.id, random.pick<StepResult>(stepResults), options);
}

/** Begins to share where one is, goes on after a reload, or stops. */
export function share(conversation: Conversation, random: Random): void {
  const { state } = conversation.view.get();
  const own = state?.shares.some(({ user_id }) => user_id === state.viewer_id);
  if (own === undefined) return;
  if (own && random.chance(0.4)) conversation.positions.stop().catch(nothing);
  else if (own) conversation.positions.resume();
  else
    conversation.positions.share({ until: random.pick<ShareLength>(shareLengths) }).catch(nothing);
}

/** Types something, or empties the field. */
export function draft(conversation: Conversation, random: Random, words: string): void {
  conversation.setDraft({ text: random.chance(0.3) ? "" : words, replyTo: null });
}
