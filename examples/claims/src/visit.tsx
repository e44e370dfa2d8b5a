import { type ChatConversation, listConversations } from "@relais/client/claims";
import { ClaimStatusTracker, RealtimeChat } from "@relais/react/claims";
import { useEffect, useState } from "react";

/** A customer's page: their conversation and how far their claim is, by their token alone. */
export function Visit() {
  const [own, setOwn] = useState<ChatConversation | null>(null);
  useEffect(() => {
    void (async () => setOwn((await listConversations()).results[0] ?? null))();
  }, []);
  return (
    <main className="narrow">
      <h1>Garantie Plus</h1>
      {own !== null && (
        <>
          <RealtimeChat conversationId={own.id} language="fr" />
          <ClaimStatusTracker
            claimId={own.claim_id}
            claimNumber={own.claim_number ?? ""}
            language="fr"
          />
        </>
      )}
    </main>
  );
}
