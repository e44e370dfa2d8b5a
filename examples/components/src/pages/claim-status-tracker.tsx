import { type ChatConversation, listConversations } from "@relais/client/claims";
import { ClaimStatusTracker } from "@relais/react/claims";
import { useEffect, useState } from "react";
import { look, wantedId } from "../look.ts";

/** The steps of the first claim, or of the one that the address names. */
export function ClaimStatusTrackerPage() {
  const [claims, setClaims] = useState<readonly ChatConversation[]>([]);
  useEffect(() => {
    void (async () => setClaims((await listConversations({ page_size: 100 })).results))();
  }, []);
  const claim = claims.find(({ claim_id }) => claim_id === wantedId) ?? claims[0];
  if (claim === undefined) return null;
  return (
    <ClaimStatusTracker {...look} claimId={claim.claim_id} claimNumber={claim.claim_number ?? ""} />
  );
}
