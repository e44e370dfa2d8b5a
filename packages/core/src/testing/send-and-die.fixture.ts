// A server that dies between the commit of a message and the reaction to it: `node … <json of Job>`.
import { sendMessage } from "../message/send-message.ts";
import type { Actor } from "../actor.ts";
import { createCore } from "../core.ts";
import type { ConnectionTarget } from "../database/connection.ts";
import { silentLog } from "../log.ts";

export type Job = {
  target: ConnectionTarget;
  sender: Actor;
  conversation_id: string;
  texts: string[];
};

const { target, sender, conversation_id, texts } = JSON.parse(process.argv[2] ?? "") as Job;
const core = await createCore({ target, log: silentLog });
for (const text of texts) {
  const sent = await sendMessage(core, sender, { conversation_id, text, client_id: text });
  process.stdout.write(`${sent.number}\n`);
}
// No goodbye: as if the power went.
process.kill(process.pid, "SIGKILL");
