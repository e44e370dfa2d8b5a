import type { ConversationEvent, FileAddress } from "@relais/protocol";
import type { Stage } from "../stage.ts";
import { messagesOf } from "./messages-of.ts";

/** P1, N11.3: each file is in one message, can be fetched whole, and nothing lies in the store that nobody has. */
export async function checkFiles(
  stage: Stage,
  journals: ReadonlyMap<string, readonly ConversationEvent[]>,
): Promise<void> {
  const { ledger, server, witness } = stage;
  const sent = new Set<string>();
  const pictures = new Set<string>();
  for (const [conversationId, events] of journals) {
    for (const { attachments = [], number, preview } of messagesOf(events)) {
      if (preview?.picture) pictures.add(preview.picture.id);
      for (const { id, bytes } of attachments) {
        if (sent.has(id)) ledger.fault(`the file ${id} is in two messages`);
        sent.add(id);
        const path = `/v1/conversations/${conversationId}/files`;
        const answer = await witness.request("claire", "POST", path, { ids: [id] });
        const { files } = (await answer.json()) as { files: FileAddress[] };
        const content = await fetch(server.url + files[0]?.address);
        const { byteLength } = await content.arrayBuffer();
        if (content.status !== 200 || byteLength !== bytes) {
          ledger.fault(
            `the file ${id} of message ${number}: ${content.status}, ${byteLength} bytes`,
          );
        }
      }
    }
  }
  // Nothing is under way any more: what a file was made of is gone, and a day later so is what nobody sent.
  for (const [id, names] of await server.objectsInTwoDays()) {
    const known = sent.has(id) || pictures.has(id);
    if (!known || names.some((name) => name.startsWith("part"))) {
      ledger.fault(`the store still has ${names.join()} of ${id}`);
    }
  }
}
