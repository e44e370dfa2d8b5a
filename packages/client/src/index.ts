export type { CasesState } from "./cases/types.ts";
export { createClient } from "./client.ts";
export type { Clock, Random } from "./clock.ts";
export type {
  ConnectingCode,
  ConnectionState,
  DisconnectedCode,
  TransportKind,
} from "./connection/state.ts";
export type {
  Conversation,
  ConversationView,
  Delivery,
  DisplayedMessage,
  PendingChange,
  SendOptions,
  StepAnswer,
} from "./conversation/types.ts";
export type { Draft, Drafts, DraftStorage } from "./drafts/types.ts";
export { NetworkError, RelaisError } from "./errors.ts";
export type { CaseFiles, CaseUpload } from "./files/case-files.ts";
export { isDearLink } from "./files/link.ts";
export type {
  DisplayedFile,
  OutboxFile,
  PrepareFile,
  Recording,
  UploadState,
} from "./files/types.ts";
export type { Procedures } from "./http/procedures.ts";
export type { Http } from "./http/types.ts";
export { memoryLimits } from "./memory/types.ts";
export type { DeviceMemory, KeptCases, KeptConversation } from "./memory/types.ts";
export type { OutboxEntry, OutboxStorage, StatusStep } from "./outbox/types.ts";
export type {
  GeolocationSource,
  LivePosition,
  Positions,
  PositionsView,
  Sending,
  ShareOptions,
  WakeLockSource,
} from "./position/types.ts";
export type { Readable } from "./readable.ts";
export { indexedDbMirror, type SessionMirror } from "./session/mirror.ts";
export { memorySession } from "./session/storage.ts";
export { createSession, type SessionOptions } from "./session/session.ts";
export type { Session, SessionState, SessionStorage } from "./session/types.ts";
export type { StatusChange, Statuses, StatusReason } from "./statuses/types.ts";
export { withStatuses } from "./statuses/with-statuses.ts";
export { changesOf, statusTimes, type TimelineChange } from "./timeline/changes.ts";
export { timelineOf, type CaseTimeline, type TimelineView } from "./timeline/timeline.ts";
export type { Client, ClientOptions, Notified } from "./types.ts";
export type {
  Attachment,
  Arrival,
  CannedReply,
  CannedReplyInput,
  OfferedReply,
  CaseRoom,
  RoomLine,
  RoomList,
  CaseView,
  Contact,
  ConversationState,
  Counter,
  Destination,
  ErrorCode,
  FileAddress,
  Fix,
  Guidance,
  GuidanceRecord,
  GuidanceSummary,
  GuidanceFigures,
  GuidanceStatistics,
  GuidanceStep,
  KindView,
  LinkView,
  Language,
  Me,
  LinkPreview,
  Message,
  MessageReceipt,
  MessageReceiptsPage,
  OpenCase,
  Person,
  MapSource,
  PositionShare,
  ProofInput,
  ProofView,
  PresenceEntry,
  Priority,
  Procedure,
  ProcedureAction,
  ProcedureContent,
  ProcedureReference,
  ProcedureRun,
  ProcedureStep,
  ProcedureSummary,
  ProcedureValues,
  ProcedureVariable,
  ProcedureVersion,
  QuickAnswer,
  QuickAnswers,
  Quote,
  ReactionEmoji,
  Refusal,
  Role,
  SearchHit,
  SearchHolds,
  SearchPage,
  SearchQuery,
  SharedCategory,
  SharedItem,
  SharedPage,
  SharedQuery,
  SessionView,
  ShareLength,
  Demo,
  StepResult,
  SystemNote,
  SharedLink,
  Notification,
  NotificationPreferences,
  NotificationsPage,
  Rating,
  RatingState,
  TimelineEntry,
  Visit,
} from "@relais/protocol";
export { revisionOf } from "@relais/protocol";
export {
  type Channel,
  type ChatConversation,
  type ChatMessage,
  type ClaimsOptions,
  type ClaimStatusUpdate,
  configure,
  type ConversationListeners,
  type CreateClaimStatusUpdate,
  createClaimStatusUpdate,
  type CreateConversation,
  createConversation,
  type ChatPushSubscription,
  type PushPreferences,
  type RegisterPushSubscription,
  registerPushSubscription,
  type SendChatMessage,
  sendMessage,
  subscribeToClaimUpdates,
  subscribeToConversation,
  type TypingIndicator,
  updatePushPreferences,
} from "./claims/index.ts";
export { randomId } from "./random-id.ts";
