import {
  type ChatConversation,
  createClaimStatusUpdate,
  getClaim,
  listConversations,
} from "@relais/client/claims";
import { ClaimStatusTracker, PushNotificationSettings, RealtimeChat } from "@relais/react/claims";
import { useEffect, useState } from "react";
import type { SignedIn } from "./sign-in.tsx";

/** The team's page: all conversations, and the steps of the claim that is looked at. */
export function Desk({ me }: { me: SignedIn["user"] }) {
  const [conversations, setConversations] = useState<ChatConversation[]>([]);
  const [claim, setClaim] = useState("");
  useEffect(() => {
    void (async () => {
      const { results } = await listConversations({ page_size: 100 });
      setConversations(results);
      setClaim(results[0]?.claim_id ?? "");
    })();
  }, []);
  const chosen = conversations.find(({ claim_id }) => claim_id === claim);
  const review = async (): Promise<void> => {
    if (chosen === undefined) return;
    const { status } = await getClaim(chosen.claim_id);
    await createClaimStatusUpdate({
      organization_id: chosen.organization_id,
      claim_id: chosen.claim_id,
      old_status: status,
      new_status: "under_review",
      reason: "Dossier complet",
    });
  };
  return (
    <main>
      <h1>Garantie Plus, {me.full_name}</h1>
      <RealtimeChat language="fr" />
      <label>
        Réclamation{" "}
        <select value={claim} onChange={(event) => setClaim(event.target.value)}>
          {conversations.map((one) => (
            <option key={one.claim_id} value={one.claim_id}>
              {one.claim_number} {one.customer_name}
            </option>
          ))}
        </select>
      </label>{" "}
      <button type="button" onClick={() => void review()}>
        Mettre à l’étude
      </button>
      {chosen !== undefined && (
        <ClaimStatusTracker
          key={chosen.claim_id}
          claimId={chosen.claim_id}
          claimNumber={chosen.claim_number ?? ""}
          language="fr"
        />
      )}
      <PushNotificationSettings language="fr" organizationId={me.organization.id} userId={me.id} />
    </main>
  );
}
