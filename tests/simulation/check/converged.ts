import { isDeepStrictEqual } from "node:util";
import type { Stage } from "../stage.ts";

/**
 * Whether everything has come to rest: every tab connected and at the end of every journal, nothing in
 * any outbox. Answers what is still under way, in words.
 */
export async function unrest(stage: Stage): Promise<string[]> {
  const open: string[] = [];
  const heads = new Map<string, number>();
  for (const { id } of stage.talks) {
    heads.set(id, (await stage.witness.conversation("claire", id)).seq);
  }
  for (const device of stage.devices) {
    const person = device.options.person;
    for (const tab of device.tabs) {
      const [one, other] = [stage.draftsOf(person), stage.draftsIn(tab)];
      if (!isDeepStrictEqual(one, other)) {
        open.push(
          `${tab.name} has drafts ${JSON.stringify(other)}, another ${JSON.stringify(one)}`,
        );
      }
    }
    const talks = stage.talksOf(person);
    for (const entry of device.storage.entries.values()) {
      const { change, client_id, conversation_id, refusal, state } = entry;
      // What was written for work that is somebody else's now waits for its author to let it go.
      if (refusal?.code === "forbidden" && !talks.includes(conversation_id)) continue;
      // What was done to a message that somebody deleted meanwhile stands there until its author lets it go.
      if (change !== undefined && refusal?.retry === "never") continue;
      open.push(`${device.name}: ${client_id} is ${state} ${refusal?.code ?? ""}`);
    }
    for (const tab of device.tabs) {
      const connection = tab.client.connection.get();
      if (connection.status !== "connected") {
        open.push(`${tab.name} is ${connection.status} (${connection.code})`);
      }
      if (tab.client.cases.get().status !== "ready") open.push(`${tab.name} has no cases`);
      for (const id of stage.talksOf(tab.person)) {
        const { messages, state, status } = tab.client.conversation(id).view.get();
        if (status !== "ready" || state?.seq !== heads.get(id)) {
          open.push(`${tab.name} is ${status} at ${state?.seq} of ${heads.get(id)} in ${id}`);
        }
        const own = messages.filter(({ delivery }) => delivery === "waiting");
        if (own.length > 0) open.push(`${tab.name} shows ${own.length} as waiting in ${id}`);
      }
    }
  }
  return open;
}
