import type { Conversation, DisplayedMessage, PendingChange } from "@relais/client";
import { m } from "../../../catalogue/index.ts";
import { Refused } from "./Refused.tsx";

type ProblemsProps = { message: DisplayedMessage; conversation: Conversation };

/** Under a message: that it was refused, or that what one did to it was. */
export function Problems({ message, conversation }: ProblemsProps) {
  const { change, client_id: clientId } = message;
  const mine = message.delivery !== "received";
  if (message.delivery === "failed" && clientId !== null) {
    return (
      <Refused
        what={m.message_failed()}
        refusal={message.refusal}
        mine={mine}
        drop={m.action_delete()}
        onDrop={() => conversation.discard(clientId)}
        onRetry={() => conversation.retry(clientId)}
      />
    );
  }
  if (change?.state !== "failed") return null;
  return (
    <Refused
      what={failures[change.type]()}
      text={change.text}
      refusal={change.refusal}
      mine={mine}
      drop={m.change_drop()}
      onDrop={() => conversation.discard(change.client_id)}
      onRetry={() => conversation.retry(change.client_id)}
    />
  );
}

const failures: Record<PendingChange["type"], () => string> = {
  edit: m.change_failed_edit,
  delete: m.change_failed_delete,
  react: m.change_failed_react,
};
