import type { GuidanceRecord } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { readableRoster } from "../conversation/policy.ts";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";
import { readRecords } from "./session-rows.ts";

/**
 * The record of a conversation: who confirmed what, when, after how long, with which proof. The newest
 * session first.
 *
 * Refuses: not_found, forbidden.
 */
export async function listGuidance(
  core: Core,
  actor: Actor,
  conversationId: string,
): Promise<GuidanceRecord[]> {
  await readableRoster(core, actor, conversationId);
  return inOrganization(core.db, actor, (tx) =>
    readRecords(tx, conversationId, { procedures: actor.role !== "customer" }),
  );
}
