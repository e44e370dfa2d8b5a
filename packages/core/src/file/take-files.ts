import type { Attachment } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { attachmentOf, type FileRow } from "./file-row.ts";

/** What a message brings: its files, or the news that some message has them already. */
export type TakenFiles = { attachments: readonly Attachment[]; alreadySent: boolean };

/**
 * The finished uploads of this person to this conversation, in the order named. They are given to the
 * message in its own transaction; until then another message may be quicker.
 *
 * Refuses: too_many_files, file_not_found, file_unfinished, and what refused the file itself.
 */
export async function takeFiles(
  core: Core,
  actor: Actor,
  conversationId: string,
  ids: readonly string[],
): Promise<TakenFiles> {
  const { perMessage } = core.files;
  if (ids.length > perMessage || new Set(ids).size < ids.length) {
    throw new RefusedError("too_many_files", { values: { max: String(perMessage) } });
  }
  const rows = await inOrganization(core.db, actor, (tx) =>
    tx.selectFrom("file").selectAll().where("id", "in", ids).execute(),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const files = ids.map((id) => usable(byId.get(id), actor, conversationId));
  return {
    attachments: files.map(attachmentOf),
    alreadySent: files.some((file) => file.message_id !== null),
  };
}

/** What is another's, or for elsewhere, does not exist. */
function usable(file: FileRow | undefined, actor: Actor, conversationId: string): FileRow {
  const own = file?.member_id === actor.id && file.conversation_id === conversationId;
  if (!own || file.state === "refused" || file.state === "erasing") {
    throw new RefusedError("file_not_found");
  }
  if (file.state !== "ready") throw new RefusedError("file_unfinished");
  return file;
}
