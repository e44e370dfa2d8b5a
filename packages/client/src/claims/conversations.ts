import { NetworkError } from "../errors.ts";
import { randomId } from "../random-id.ts";
import { call } from "./call.ts";
import type { ChatConversation, ChatMessage, Claim, Page } from "./types.ts";

export type CreateConversation = {
  organization_id: string;
  customer_name: string;
  customer_email: string;
  customer_phone?: string;
  warranty_id?: string;
  claim_id?: string;
  subject?: string;
  priority?: ChatConversation["priority"];
  client_id?: string;
};

/** Begins a conversation with a customer. Its `access_token` and `access_url` are told this once. */
export function createConversation(input: CreateConversation): Promise<ChatConversation> {
  return again((client_id) => call("POST", "conversations", { client_id, ...input }));
}

export type SendChatMessage = {
  conversation_id: string;
  /** Who writes: held against the token. */
  sender_type?: "customer" | "staff";
  sender_name?: string;
  content: string;
  /** For the support team only. */
  is_internal?: boolean;
  /** Makes a retry the same message; made here when it is left out. */
  client_id?: string;
  files?: readonly File[];
};

/** Writes a message. Resolves when it is on the server's disk; sent again by itself when no answer comes. */
export function sendMessage(input: SendChatMessage): Promise<ChatMessage> {
  const { conversation_id, files = [], ...message } = input;
  const path = `conversations/${encodeURIComponent(conversation_id)}/messages`;
  return again((client_id) => {
    const body = { client_id, ...message };
    return call("POST", path, files.length === 0 ? body : formOf(body, files));
  });
}

function formOf(fields: Record<string, unknown>, files: readonly File[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.append(name, String(value));
  }
  for (const file of files) form.append("files", file);
  return form;
}

export type ConversationFilter = Partial<
  Pick<ChatConversation, "status" | "priority" | "claim_id" | "warranty_id">
> & { assigned_to?: string; page?: number; page_size?: number };

/** The conversations that one may read, the newest message first. */
export function listConversations(
  filter: ConversationFilter = {},
): Promise<Page<ChatConversation>> {
  const asked = Object.entries(filter).map(([name, value]) => [name, String(value)]);
  return call("GET", `conversations?${new URLSearchParams(asked)}`);
}

export function getConversation(id: string): Promise<ChatConversation> {
  return call("GET", `conversations/${encodeURIComponent(id)}`);
}

export function getClaim(id: string): Promise<Claim> {
  return call("GET", `claims/${encodeURIComponent(id)}`);
}

/** A page of messages, counted from the first; `last` holds the newest. */
export function listMessages(
  id: string,
  page: number | "last" = "last",
  pageSize = 50,
): Promise<Page<ChatMessage>> {
  const path = `conversations/${encodeURIComponent(id)}/messages`;
  return call("GET", `${path}?page=${page}&page_size=${pageSize}`);
}

export function markConversationRead(id: string): Promise<{ success: true; count: number }> {
  return call("POST", `conversations/${encodeURIComponent(id)}/read`);
}

const attempts = 3;

/** Without an answer nothing is known of what the server did: the same under the same name is done once. */
async function again<Result>(make: (client_id: string) => Promise<Result>): Promise<Result> {
  const client_id = randomId();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await make(client_id);
    } catch (error) {
      if (!(error instanceof NetworkError) || attempt === attempts) throw error;
    }
  }
}
