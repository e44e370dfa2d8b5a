/**
 * The documented functions of the claims API: `configure` once, then call. They speak HTTP under `/claims/api/`, and
 * follow over the same connection as the rest of the SDK.
 */
export { ClaimsError } from "./call.ts";
export { type ClaimsOptions, configure, settings, unconfigure } from "./configure.ts";
export {
  type ConversationFilter,
  type CreateConversation,
  createConversation,
  getClaim,
  getConversation,
  listConversations,
  listMessages,
  markConversationRead,
  type SendChatMessage,
  sendMessage,
} from "./conversations.ts";
export {
  type ChatPushSubscription,
  enablePushSubscription,
  getPushKey,
  type PushPreferences,
  type RegisterPushSubscription,
  registerPushSubscription,
  testPushSubscription,
  updatePushPreferences,
} from "./push.ts";
export {
  type CreateClaimStatusUpdate,
  createClaimStatusUpdate,
  listClaimStatusUpdates,
} from "./status-updates.ts";
export { subscribeToClaimUpdates } from "./subscribe-to-claim-updates.ts";
export {
  type ConversationListeners,
  subscribeToConversation,
} from "./subscribe-to-conversation.ts";
export type {
  Channel,
  ChatConversation,
  ChatMessage,
  Claim,
  ClaimStatusUpdate,
  Page,
  TypingIndicator,
} from "./types.ts";
