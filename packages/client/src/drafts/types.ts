/** What a person has begun to write in a conversation. */
export type Draft = {
  text: string;
  /** The number of the message that it is to answer. */
  replyTo: number | null;
};

/** By conversation, where there is one. */
export type Drafts = Readonly<Record<string, Draft>>;

/** Where drafts are kept on this device, at once and by key. */
export interface DraftStorage {
  /** Every key with its value. */
  all(): readonly (readonly [key: string, value: string])[];
  /** Null takes it away. */
  set(key: string, value: string | null): void;
}
