import type { Conversation, ConversationView, Readable } from "@relais/client";
import { useClient, useReadable } from "@relais/react";
import { useEffect } from "react";

/** What the people who do the work write among themselves, beside a conversation with a customer. */
export type Internal = { readonly conversation: Conversation; readonly view: ConversationView };

const none: Readable<null> = { get: () => null, subscribe: () => () => {} };

/** Null for a customer, who has none. Reads as far back as the conversation beside it is read. */
export function useInternal(beside: ConversationView): Internal | null {
  const client = useClient();
  const id = beside.state?.internal_id;
  const conversation = id === undefined ? null : client.conversation(id);
  const view = useReadable<ConversationView | null>(conversation?.view ?? none);
  const oldest = beside.messages[0]?.number ?? 1;
  const wanting =
    view !== null &&
    view.hasOlder &&
    !view.loadingOlder &&
    (!beside.hasOlder || (view.messages[0]?.beside ?? 0) >= oldest);
  useEffect(() => {
    // What fails is asked for again when more is wanted.
    if (wanting) conversation?.loadOlder().catch(() => {});
  }, [wanting, conversation]);
  return conversation === null || view === null ? null : { conversation, view };
}
