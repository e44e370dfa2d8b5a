/** What the documented API of warranty claims tells and takes, under its own names (dialects/claims/SPEC.md). */
export type ChatConversation = {
  id: string;
  organization_id: string;
  customer_id: string;
  customer_name: string;
  customer_email: string | null;
  customer_phone: string | null;
  assigned_to: string | null;
  assigned_to_name: string | null;
  warranty_id: string | null;
  claim_id: string;
  claim_number: string | null;
  subject: string;
  status: "active" | "resolved" | "archived";
  priority: "low" | "normal" | "high" | "urgent";
  last_message_at: string | null;
  unread_count_customer: number;
  unread_count_staff: number;
  /** Told once, by `createConversation`. */
  access_token: string | null;
  access_url: string | null;
  /** Of the support team only. */
  tags?: string[];
  internal_notes?: string | null;
  created_at: string;
  updated_at: string;
};

export type ChatMessage = {
  id: string;
  conversation_id: string;
  sender_type: "customer" | "staff" | "system";
  sender_id: string | null;
  sender_name: string;
  message_type: "text" | "file" | "image" | "status_update" | "system";
  content: string;
  attachments: {
    id: string;
    url: string;
    name: string;
    content_type: string;
    size: number;
    duration: number | null;
  }[];
  read_by_customer: boolean;
  read_by_staff: boolean;
  read_at: string | null;
  is_internal: boolean;
  created_at: string;
  client_id: string | null;
};

export type TypingIndicator = {
  conversation_id: string;
  user_type: "customer" | "staff";
  user_id: string;
  user_name: string;
  is_typing: boolean;
  /** When it ends unless it is told again. */
  expires_at: string;
};

export type ClaimStatusUpdate = {
  id: string;
  organization_id: string;
  claim_id: string;
  old_status: string | null;
  new_status: string;
  changed_by: string | null;
  changed_by_name: string;
  reason: string | null;
  notes: string | null;
  notification_sent: boolean;
  notification_sent_at: string | null;
  metadata: { revision: number };
  created_at: string;
};

export type Claim = {
  id: string;
  claim_number: string | null;
  customer_id: string;
  customer_name: string;
  warranty_id: string | null;
  title: string;
  description: string;
  status: string;
  priority: string;
  assigned_to: string | null;
  assigned_to_name: string | null;
  conversation_id: string | null;
  created_at: string;
  updated_at: string;
};

export type Page<Result> = {
  count: number;
  next: string | null;
  previous: string | null;
  results: Result[];
};

/** Something that is followed until `unsubscribe`. */
export type Channel = {
  unsubscribe(): void;
  /** Resolves when it is known what there was before: whatever comes from then on is told. */
  readonly ready: Promise<void>;
};
