import { createContext, type ReactNode, use } from "react";
import { type MessageActions, MessageContext, useMessageActions } from "./message/context.ts";
import { MessageProvider } from "./message/MessageProvider.tsx";
import type { Internal } from "./use-internal.ts";

const InternalActions = createContext<MessageActions | null>(null);

type InternalProviderProps = { internal: Internal | null; children: ReactNode };

/** Around a conversation: what one does with internal messages, for those parts that are about them. */
export function InternalProvider({ internal, children }: InternalProviderProps) {
  if (internal === null) return children;
  const { conversation, view } = internal;
  return (
    <MessageProvider conversation={conversation} view={view} canWrite>
      <Keep>{children}</Keep>
    </MessageProvider>
  );
}

function Keep({ children }: { children: ReactNode }) {
  return <InternalActions value={useMessageActions()}>{children}</InternalActions>;
}

/** Within: messages are the internal ones. */
export function AmongStaff({ children }: { children: ReactNode }) {
  const actions = use(InternalActions);
  return actions === null ? children : <MessageContext value={actions}>{children}</MessageContext>;
}
