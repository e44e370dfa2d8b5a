import { createContext, type ReactNode, use, useLayoutEffect, useState } from "react";
import { type MessageActions, MessageContext, useMessageActions } from "./message/context.ts";
import { MessageProvider } from "./message/MessageProvider.tsx";
import type { Internal } from "./use-internal.ts";

const InternalActions = createContext<MessageActions | null>(null);

type InternalProviderProps = { internal: Internal | null; children: ReactNode };

/**
 * Around a conversation: what one does with internal messages, for those parts that are about them. They are heard
 * of after the conversation is there: it stays where it is in the tree, with what is being written or recorded.
 */
export function InternalProvider({ internal, children }: InternalProviderProps) {
  const [actions, setActions] = useState<MessageActions | null>(null);
  return (
    <InternalActions value={internal === null ? null : actions}>
      {children}
      {internal !== null && (
        <MessageProvider conversation={internal.conversation} view={internal.view} canWrite>
          <Told onChange={setActions} />
        </MessageProvider>
      )}
    </InternalActions>
  );
}

function Told({ onChange }: { onChange: (actions: MessageActions) => void }) {
  const actions = useMessageActions();
  useLayoutEffect(() => onChange(actions), [actions, onChange]);
  return null;
}

/** Within: messages are the internal ones. */
export function AmongStaff({ children }: { children: ReactNode }) {
  const beside = useMessageActions();
  const actions = use(InternalActions);
  return <MessageContext value={actions ?? beside}>{children}</MessageContext>;
}
