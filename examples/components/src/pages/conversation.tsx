import { Conversation, useCases } from "@relais/react";
import { look, wantedId } from "../look.ts";

/** The conversation of the first case, or the one that the address names. */
export function ConversationPage() {
  const { cases } = useCases();
  const first = cases.find(({ conversation_id }) => conversation_id !== null);
  const id = wantedId ?? first?.conversation_id ?? null;
  return id === null ? null : <Conversation id={id} {...look} />;
}
