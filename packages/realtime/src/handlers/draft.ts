import { type Actor, listDrafts, RefusedError, saveDraft } from "@relais/core";
import type { Connection } from "../connections/connection.ts";
import { EncodedFrame } from "../frames/encoded.ts";
import type { Realm } from "../realm.ts";
import { actorOf, type Handler } from "./handler.ts";

/** Keeps what somebody has begun to write, and tells their other devices. */
export const onDraft: Handler<"draft"> = async (realm, connection, frame) => {
  const actor = actorOf(connection);
  const wait = realm.draftRates.take(actor.id, realm.clock());
  if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
  const { ref, conversation_id, text, reply_to = null, base = null } = frame;
  const { kept, newer } = await saveDraft(realm.core, actor, {
    conversation_id,
    text,
    reply_to,
    base,
  });
  connection.send({ type: "ack", ref, ...(kept && { draft_revision: kept.revision }) });
  if (newer !== null) connection.send({ type: "draft", ...newer });
  if (kept === null) return;
  const news = { user_id: actor.id, draft: kept };
  realm.drafts.note(news, connection);
  realm.bus.draft(news);
};

/** All drafts of the person, and from then on each change: what comes meanwhile waits until they are told. */
export async function tellDrafts(
  { core }: Realm,
  connection: Connection,
  actor: Actor,
): Promise<void> {
  const meanwhile: EncodedFrame[] = [];
  connection.draftNews = meanwhile;
  connection.enqueueOwed(
    EncodedFrame.of({ type: "drafts", drafts: await listDrafts(core, actor) }),
  );
  connection.draftNews = "wanted";
  for (const frame of meanwhile) connection.enqueue(frame);
}
