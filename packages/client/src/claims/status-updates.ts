import { call } from "./call.ts";
import type { ClaimStatusUpdate, Page } from "./types.ts";

export type CreateClaimStatusUpdate = {
  organization_id: string;
  claim_id: string;
  /** What it is believed to be: refused with 409 when it is not any more. */
  old_status: string;
  new_status: string;
  /** Who changes it: held against the token. */
  changed_by?: string;
  changed_by_name?: string;
  reason?: string;
  notes?: string;
  /** The notes are for the support team only. */
  is_internal?: boolean;
};

/** Takes the next step of a claim, and says why. */
export function createClaimStatusUpdate(
  input: CreateClaimStatusUpdate,
): Promise<ClaimStatusUpdate> {
  return call("POST", `claims/${encodeURIComponent(input.claim_id)}/status-updates`, input);
}

/** Every step of a claim so far, the oldest first. */
export async function listClaimStatusUpdates(claimId: string): Promise<ClaimStatusUpdate[]> {
  const path = `claims/${encodeURIComponent(claimId)}/status-updates?page_size=100`;
  const all: ClaimStatusUpdate[] = [];
  for (let page = 1, more = true; more; page += 1) {
    const { results, next } = await call<Page<ClaimStatusUpdate>>("GET", `${path}&page=${page}`);
    all.push(...results);
    more = next !== null;
  }
  return all;
}
