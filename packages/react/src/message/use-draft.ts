import type { Conversation, Draft } from "@relais/client";
import { useClient } from "../use-client.ts";
import { useSyncExternalStore } from "react";

/** What one has begun to write in a conversation, here or on another of one's devices; undefined when nothing. */
export function useDraftOf(conversationId: string): Draft | undefined {
  const { drafts } = useClient();
  const read = () => drafts.get()[conversationId];
  return useSyncExternalStore(drafts.subscribe, read, read);
}

/** The same where it is being written. */
export function useDraft(conversation: Conversation): Draft {
  return useDraftOf(conversation.id) ?? nothing;
}

const nothing: Draft = { text: "", replyTo: null };
