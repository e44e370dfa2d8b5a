import { limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Roster } from "../conversation/rosters.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";

export type AdvanceReceipt = {
  readonly conversation_id: string;
  /** Newest message number that reached one of the person's devices. */
  readonly delivered?: number | undefined;
  /** Newest message number that the person has seen. Read implies delivered. */
  readonly read?: number | undefined;
};

/**
 * Notes how far a participant has come. Only ever forward; a step back or a repetition changes nothing.
 * Resolves when it is on disk. An admin who reads without taking part leaves no trace.
 *
 * Refuses: not_found, forbidden, busy.
 */
export async function advanceReceipt(
  core: Core,
  actor: Actor,
  receipt: AdvanceReceipt,
): Promise<void> {
  const roster = await readableRoster(core, actor, receipt.conversation_id);
  if (!roster.members.has(actor.id)) throw new RefusedError("forbidden");
  const newest = await newestNumber(
    core,
    roster,
    Math.max(receipt.read ?? 0, receipt.delivered ?? 0),
  );
  const read = Math.min(receipt.read ?? 0, newest);
  const delivered = Math.max(Math.min(receipt.delivered ?? 0, newest), read);
  // In a room of many nobody asks what reached whom, and everybody would be told of everybody.
  if (roster.members.size > limits.intimateParticipants && read === 0) return;
  if (!core.receipts.isNews(roster.conversation_id, actor.id, delivered, read)) return;
  await new Promise<void>((settle, fail) => {
    core.journal.writer.submit({
      kind: "receipt",
      organization_id: roster.organization_id,
      conversation_id: roster.conversation_id,
      member_id: actor.id,
      delivered,
      read,
      settle,
      fail,
    });
  });
}

/**
 * Nobody has received what was not written; without this a claim of the future would be news forever.
 * A claim beyond what this process knows may be about a message that another server has written.
 */
async function newestNumber(core: Core, roster: Roster, claimed: number): Promise<number> {
  const { heads } = core.journal;
  const { conversation_id, organization_id } = roster;
  const known = heads.get(conversation_id)?.number;
  if (known !== undefined && claimed <= known) return known;
  heads.forget([conversation_id]);
  await heads.load(new Map([[conversation_id, organization_id]]));
  return heads.get(conversation_id)?.number ?? 0;
}
