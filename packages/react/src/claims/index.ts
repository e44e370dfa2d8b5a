"use client";

/** The documented components of the claims API. Call `configure` of `@relais/client/claims` first, and load `claims.css`. */
export { ClaimStatusTracker, type ClaimStatusTrackerProps } from "./claim-status-tracker.tsx";
export {
  PushNotificationSettings,
  type PushNotificationSettingsProps,
} from "./push-notification-settings.tsx";
export { RealtimeChat, type RealtimeChatProps } from "./realtime-chat.tsx";
