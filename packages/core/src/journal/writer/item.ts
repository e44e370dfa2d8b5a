import type { Attachment, Sent } from "@relais/protocol";

/** A message that waits to be written, with whoever waits for it. */
export type MessageItem = {
  readonly kind: "message";
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly id: string;
  readonly sender_id: string;
  readonly text: string;
  readonly client_id: string | null;
  /** The number of the message that it answers. */
  readonly reply_to: number | null;
  /** Finished files of the sender, in their order; they become the message's with it. */
  readonly attachments?: readonly Attachment[];
  /** Of an internal message: the conversation with the customer that it stands beside. */
  readonly internal_of?: string;
  /** The one-tap answer that it was sent as. */
  readonly quick_answer?: string;
  /** People who do the work, named in it. */
  readonly mentions?: readonly string[];
  /** Who is to be recognised in the news of it, if it is stored as it was sent. */
  readonly origin?: object | undefined;
  /** The case of several in this conversation that it is about. */
  readonly about?: string;
  readonly settle: (sent: Sent) => void;
  readonly fail: (error: unknown) => void;
};

/** A participant's progress that waits to be written. */
export type ReceiptItem = {
  readonly kind: "receipt";
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly member_id: string;
  readonly delivered: number;
  readonly read: number;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
};

export type Item = MessageItem | ReceiptItem;
