import type {
  CaseList,
  CaseView,
  ConversationState,
  EventsPage,
  HistoryPage,
  KindView,
  Me,
  Measured,
  OpenCase,
  PositionShare,
  Receipt,
  Role,
  Sent,
  StartShare,
} from "@relais/protocol";

/** The cast of a demonstration: who one may sign in as. */
export type Demo = {
  cast: {
    email: string;
    full_name: string;
    role: Role;
    organization: { name: string; kind: string };
  }[];
  password: string;
};

/**
 * The HTTP calls, typed. Each rejects with RelaisError when refused, and with NetworkError when no
 * answer came. An expired token is replaced once by itself.
 */
export interface Http {
  me(): Promise<Me>;
  kinds(): Promise<KindView[]>;
  listCases(): Promise<CaseList>;
  getCase(id: string): Promise<CaseView>;
  openCase(body: OpenCase): Promise<CaseView>;
  acceptCase(id: string): Promise<CaseView>;
  changeStatus(id: string, status: string, note?: string): Promise<CaseView>;
  getConversation(id: string): Promise<ConversationState>;
  /** The page of messages right before number `before`; without it, the newest page. */
  history(conversationId: string, before?: number): Promise<HistoryPage>;
  /** What happened after a position, in order. */
  events(conversationId: string, after: number): Promise<EventsPage>;
  sendMessage(conversationId: string, text: string, clientId?: string): Promise<Sent>;
  sendPosition(conversationId: string, place: Measured & { client_id?: string }): Promise<Sent>;
  startShare(conversationId: string, share: StartShare): Promise<PositionShare>;
  stopShare(conversationId: string): Promise<void>;
  advanceReceipt(conversationId: string, receipt: Partial<Receipt>): Promise<void>;
  /** The demonstration cast; null when demo mode is off. Needs no sign-in. */
  demo(): Promise<Demo | null>;
}
