import { useSession } from "@relais/react";
import { PushNotificationSettings } from "@relais/react/claims";
import { useEffect } from "react";
import { look } from "../look.ts";

/** Whether this browser is told, and of what. */
export function PushNotificationSettingsPage() {
  const { state } = useSession();
  // What shows notifications while the page is closed.
  useEffect(() => void navigator.serviceWorker?.register("/push-worker.js"), []);
  if (state.status !== "signed_in") return null;
  const { id, organization } = state.user;
  return <PushNotificationSettings {...look} organizationId={organization.id} userId={id} />;
}
