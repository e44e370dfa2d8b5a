import type {
  CannedReply,
  CannedReplyInput,
  StartGuidance,
  Category,
  Department,
  Equipment,
  TimelinePage,
  WarrantiesQuery,
  Warranty,
  WarrantyPage,
  Workplace,
  CaseList,
  CaseRoom,
  RoomList,
  RoomsQuery,
  CaseView,
  Contact,
  ConversationState,
  Demo,
  EndGuidance,
  EventsPage,
  FileAddress,
  Guidance,
  GuidanceRecord,
  HistoryPage,
  HistoryQuery,
  KindView,
  LeaveGuidance,
  LinkView,
  MapSource,
  Me,
  Measured,
  MessageReceiptsPage,
  NotificationPreferences,
  NotificationsPage,
  OfferedReply,
  OpenCase,
  Person,
  PositionShare,
  ProofInput,
  QuickAnswer,
  RatingInput,
  RatingState,
  QuickAnswers,
  ReactionEmoji,
  Receipt,
  Role,
  SearchPage,
  SearchQuery,
  Sent,
  SharedPage,
  SharedQuery,
  SharedLink,
  SessionView,
  StartShare,
  UpdateCase,
  AppliedMacro,
  ApplyMacro,
  Visit,
  SubscribePush,
} from "@relais/protocol";
import type { Procedures } from "./procedures.ts";

import type { Call } from "./request.ts";

/**
 * The HTTP calls, typed. Each rejects with RelaisError when refused, and with NetworkError when no
 * answer came. An expired token is replaced once by itself.
 */
export interface Http {
  /** Any call of the API by its path, signed in as the others: POST with a body, else GET, unless said. */
  call<T>(call: Omit<Call, "token">): Promise<T>;
  me(): Promise<Me>;
  /** Where one is signed in, this device first. */
  sessions(): Promise<SessionView[]>;
  /** Signs one of one's devices out: at once if it is connected, else when it comes back. */
  endSession(id: string): Promise<void>;
  endOtherSessions(): Promise<void>;
  /** `phone` with its country code, or null for none. */
  changeMe(change: { phone: string | null }): Promise<Me>;
  /** How the others of a conversation are reached by telephone; masked once the case has ended. */
  contacts(conversationId: string): Promise<Contact[]>;
  kinds(): Promise<KindView[]>;
  /** The one-tap answers of a kind, as one's organization offers them. */
  quickAnswers(kind: string): Promise<QuickAnswers>;
  /** Replaces them, in this order. Admins only. */
  setQuickAnswers(kind: string, answers: readonly QuickAnswer[]): Promise<QuickAnswers>;
  /** Goes back to those of the kind. Admins only. */
  resetQuickAnswers(kind: string): Promise<QuickAnswers>;
  listCases(): Promise<CaseList>;
  getCase(id: string): Promise<CaseView>;
  /** What happened to a case after a revision, the oldest first. */
  timeline(id: string, after?: number): Promise<TimelinePage>;
  /** What the organization knows, to be named in a field of a case. */
  equipment(): Promise<Equipment[]>;
  departments(): Promise<Department[]>;
  categories(): Promise<Category[]>;
  warranties(): Promise<Warranty[]>;
  /** By words, by how it stands, page by page: one's own, or, for the office, everybody's. */
  warrantyPage(query?: WarrantiesQuery): Promise<WarrantyPage>;
  warranty(id: string): Promise<Warranty>;
  workplaces(): Promise<Workplace[]>;
  openCase(body: OpenCase): Promise<CaseView>;
  acceptCase(id: string): Promise<CaseView>;
  /** The conversation of a case with one of its people, where each has their own: opened, or the one there is. */
  openRoom(caseId: string, personId: string): Promise<CaseRoom>;
  /** One's conversations of two people, found by a name or a number; the newest message first. */
  rooms(query?: RoomsQuery): Promise<RoomList>;
  /** Puts a conversation away from one's own list, or brings it back. */
  archive(conversationId: string, archived: boolean): Promise<void>;
  /** Priority, tags, fields; what is absent stays. */
  updateCase(id: string, update: UpdateCase): Promise<CaseView>;
  /** Names who does the work; null for nobody. */
  assignCase(id: string, assigneeId: string | null, note?: string): Promise<CaseView>;
  /** The organization's canned replies and one's own; `offeredReplies`: those that fit a case, filled in. */
  cannedReplies(): Promise<CannedReply[]>;
  offeredReplies(caseId: string, q?: string): Promise<OfferedReply[]>;
  createReply(reply: CannedReplyInput): Promise<CannedReply>;
  changeReply(id: string, reply: CannedReplyInput): Promise<CannedReply>;
  deleteReply(id: string): Promise<void>;
  /** Says a canned reply and does what it does, all or nothing. */
  applyMacro(caseId: string, use: ApplyMacro): Promise<AppliedMacro>;
  /** People of the organization with one of these roles, by name. */
  people(...roles: Role[]): Promise<Person[]>;
  /** What the customer said of a case, and whether to ask them. */
  rating(caseId: string): Promise<RatingState>;
  rate(caseId: string, rating: RatingInput): Promise<RatingState>;
  /** The tags that the organization uses, those used most first. */
  tags(): Promise<string[]>;
  /** Whom an internal message of this case may mention. */
  colleagues(caseId: string): Promise<Person[]>;
  /** What concerns the person, the newest first; before an id, the next page. */
  notifications(before?: string): Promise<NotificationsPage>;
  /** Marks those named, or all, as seen; answers how many are not. */
  readNotifications(ids?: readonly string[]): Promise<number>;
  /** Of what I am told, by whatever way. */
  notificationPreferences(): Promise<NotificationPreferences>;
  /** Changes those named; answers all. */
  changeNotificationPreferences(
    preferences: NotificationPreferences["preferences"],
  ): Promise<NotificationPreferences>;
  /** The key with which a browser subscribes to notifications; null where the server tells devices nothing. */
  pushKey(): Promise<string | null>;
  /** This browser is told things while nothing is open on it; answers the name that it has from then on. */
  subscribePush(subscription: SubscribePush): Promise<string>;
  unsubscribePush(id: string): Promise<void>;
  /** Shows a notification on this device. Rejects when its push service did not take it. */
  testPush(id: string): Promise<void>;
  /** Writes a note into the timeline; `internal`: for those who do the work. */
  noteCase(id: string, note: string, internal?: boolean): Promise<CaseView>;
  /** Takes the next step, with what it is proved by: photos are ids of `client.caseFiles(id)`'s `upload`. */
  changeStatus(id: string, status: string, note?: string, proof?: ProofInput): Promise<CaseView>;
  /** What its customer tells whoever does the work, where a step asks for it. Refused to anybody else. */
  caseCode(id: string): Promise<string | null>;
  /** Takes a case up again that was done (`reopenable_until`); the reason is said in its conversation. */
  reopenCase(id: string, reason: string): Promise<CaseView>;
  getConversation(id: string): Promise<ConversationState>;
  /** The page right before number `before`, or with number `around` in its middle; else the newest. */
  history(conversationId: string, query?: HistoryQuery): Promise<HistoryPage>;
  /** Messages that hold every word of `q` and what else is asked, newest first, in all that one may read or in one conversation. */
  search(query: SearchQuery): Promise<SearchPage>;
  /** Pictures, other files, voice notes or links of a conversation, newest first; next: before its `next`. */
  shared(conversationId: string, query: SharedQuery): Promise<SharedPage>;
  /** When each of the others received and read a message; the next page is the one after its `next`. */
  messageReceipts(
    conversationId: string,
    number: number,
    after?: string,
  ): Promise<MessageReceiptsPage>;
  /** What happened after a position, in order. */
  events(conversationId: string, after: number): Promise<EventsPage>;
  /** `replyTo`: the number of the message that it answers. */
  sendMessage(
    conversationId: string,
    text: string,
    clientId?: string,
    replyTo?: number,
  ): Promise<Sent>;
  editMessage(conversationId: string, number: number, text: string): Promise<void>;
  deleteMessage(conversationId: string, number: number): Promise<void>;
  /** One reaction a person and message; null takes it back. */
  setReaction(conversationId: string, number: number, emoji: ReactionEmoji | null): Promise<void>;
  /** Addresses of files of messages there, each good for a while; what is not one is left out. */
  fileAddresses(conversationId: string, ids: readonly string[]): Promise<readonly FileAddress[]>;
  sendPosition(conversationId: string, place: Measured & { client_id?: string }): Promise<Sent>;
  startShare(conversationId: string, share: StartShare): Promise<PositionShare>;
  stopShare(conversationId: string): Promise<void>;
  /** Every guidance of a conversation, the newest first. */
  guidance(conversationId: string): Promise<readonly GuidanceRecord[]>;
  /** Begins to guide the customer, by a procedure or freely. For those who do the work, as the next. */
  startGuidance(conversationId: string, by?: StartGuidance): Promise<Guidance>;
  endGuidance(conversationId: string, end: EndGuidance): Promise<void>;
  /** Leaves it, as the person guided. */
  leaveGuidance(conversationId: string, leaving?: LeaveGuidance): Promise<void>;
  /** The calls about procedures, and the numbers of guidance: loaded with their first use. */
  procedures(): Promise<Procedures>;
  /** What a guest is told of their visit; refused to anybody else. */
  visit(): Promise<Visit>;
  /** How the customer's link of a conversation stands. For staff, as the next two. */
  getLink(conversationId: string): Promise<LinkView>;
  /** Makes the customer's link; with `renew` it ends the one that there is. `path` is told this once. */
  shareLink(conversationId: string, renew?: boolean): Promise<SharedLink>;
  revokeLink(conversationId: string): Promise<LinkView>;
  /** Where street maps come from. */
  mapSource(): Promise<MapSource>;
  advanceReceipt(conversationId: string, receipt: Partial<Receipt>): Promise<void>;
  /** The demonstration cast; null when demo mode is off. Needs no sign-in. */
  demo(): Promise<Demo | null>;
}
