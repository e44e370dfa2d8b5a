import type { About, Standing } from "@relais/react/headless";
import { createContext, use } from "react";

export type MessageActions = {
  /** One may write here: then one may also answer, edit and react. */
  canWrite: boolean;
  about: About | null;
  setAbout: (about: About | null) => void;
  openMenu: (message: Standing) => void;
  react: (message: Standing, emoji: Standing["reactions"][string]) => void;
  /** A message that is looked for, until the list shows it. */
  wanted: number | null;
  jumpTo: (number: number | null) => void;
  arrived: (number: number) => void;
  /** The message that was jumped to, for a moment. */
  marked: number | null;
};

export const MessageContext = createContext<MessageActions | null>(null);

/** What one can do with messages here. Throws outside of a conversation. */
export function useMessageActions(): MessageActions {
  const actions = use(MessageContext);
  if (actions === null) throw new Error("useMessageActions needs a <MessageProvider> above it");
  return actions;
}
