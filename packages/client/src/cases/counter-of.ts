import { type ConversationState, type Counter, deviceLimits } from "@relais/protocol";

/**
 * What awaits the viewer in a conversation that is followed, as the server would count it (docs/protocol, N7.4). Null
 * where it is the server that counts: where many take part, and where the viewer does not.
 */
export function counterOf(state: ConversationState): Counter | null {
  const { conversation_id, internal_of, last_number, messages, participants, unread } = state;
  const takesPart = participants.some(({ id }) => id === state.viewer_id);
  if (!takesPart || state.participant_count > deviceLimits.intimateParticipants) return null;
  return {
    conversation_id,
    ...(internal_of !== undefined && { internal_of }),
    unread,
    last_number,
    preview: previewOf(messages.at(-1)),
  };
}

function previewOf(message: ConversationState["messages"][number] | undefined): Counter["preview"] {
  if (message === undefined) return null;
  const { number, sender_id, text, system, created_at, attachments } = message;
  const deleted = message.deleted_at !== null;
  const voice_ms = text === "" ? attachments?.[0]?.voice?.duration_ms : undefined;
  return {
    number,
    sender_id,
    text,
    deleted,
    system,
    created_at,
    ...(voice_ms !== undefined && { voice_ms }),
  };
}
