"use client";

export { CaseList, type CaseListProps } from "./cases/case-list.tsx";
export { CaseTimeline, type CaseTimelineProps } from "./cases/case-timeline.tsx";
export { Conversation, type ConversationProps } from "./conversation/conversation.tsx";
export type { PartProps } from "./part.ts";
export { RelaisProvider, type RelaisProviderProps } from "./provider.tsx";
export {
  NotificationCenter,
  type NotificationCenterProps,
} from "./notices/notification-center.tsx";
export { type Notices, useNotices } from "./notices/use-notices.ts";
export { useUnread } from "./notices/use-unread.ts";
export { useCases } from "./use-cases.ts";
export { useClient } from "./use-client.ts";
export { useConnection } from "./use-connection.ts";
export { useConversation } from "./use-conversation.ts";
export { type ShownShare, usePositions } from "./use-positions.ts";
export { useKinds } from "./use-kinds.ts";
export { useReadable } from "./use-readable.ts";
export { useSession } from "./use-session.ts";
export { useTimeline } from "./use-timeline.ts";
