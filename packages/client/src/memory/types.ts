import type { CaseView, ConversationState, Counter, Message } from "@relais/protocol";

/** Of which journal of the server it is. */
type Epochal = { epoch: string };

/** One conversation as it was last seen here: a state, and pages above it at the same position. */
export type KeptConversation = Epochal & {
  id: string;
  state: ConversationState;
  /** When the event at its position happened, where that is known. */
  at?: string;
  /** Right above the state's window, oldest first. */
  older: readonly Message[];
};

/** The list of cases as it was last seen here, and where it stood. */
export type KeptCases = Epochal & {
  revision: number;
  cases: readonly CaseView[];
  counters: Readonly<Record<string, Counter>>;
};

/**
 * What a device keeps of one person, so that they read it again without a network. What is kept has its
 * position in the journal: with a connection, what was missed is asked for from there (P3). It is a
 * convenience: every operation may find nothing, and none may fail aloud.
 */
export interface DeviceMemory {
  conversation(id: string): Promise<KeptConversation | null>;
  /** Keeps it unless something newer is kept already (another tab). The longest unused ones give way. */
  keepConversation(kept: KeptConversation): Promise<void>;
  forgetConversation(id: string): Promise<void>;
  /** The ids of all that are kept. */
  conversationIds(): Promise<string[]>;
  cases(): Promise<KeptCases | null>;
  keepCases(kept: KeptCases): Promise<void>;
  /** A small picture that was seen, by the id of its file. */
  picture(id: string): Promise<Blob | null>;
  keepPicture(id: string, picture: Blob): Promise<void>;
  /** Files that were chosen for a message of this conversation, which is not sent yet. */
  chosen(conversationId: string): Promise<readonly File[]>;
  /** Keeps them in place of what was kept; none: nothing is kept any more. More than `chosenBytes` are not kept. */
  keepChosen(conversationId: string, files: readonly File[]): Promise<void>;
  close(): Promise<void>;
}

/** How much is kept; the longest unused gives way. */
export const memoryLimits = {
  conversations: 50,
  /** Above the newest window of each. */
  olderMessages: 150,
  pictures: 200,
  pictureBytes: 300_000,
  /** Conversations with files that were chosen, and how much those of one may be. */
  chosen: 10,
  chosenBytes: 100_000_000,
} as const;
