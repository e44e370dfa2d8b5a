import type { Conversation, ConversationView } from "@relais/client";
import { useClient } from "./use-client.ts";
import { useReadable } from "./use-readable.ts";

/** One conversation with its view; followed while a component uses it. */
export function useConversation(id: string): {
  conversation: Conversation;
  view: ConversationView;
} {
  const conversation = useClient().conversation(id);
  return { conversation, view: useReadable(conversation.view) };
}
