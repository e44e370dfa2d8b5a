import type { Standing } from "@relais/react/headless";
import { Ellipsis, Reply } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { useMessageActions } from "./context.ts";

/** Beside a message for a mouse, and in the focus for a keyboard. */
export function HoverActions({ message }: { message: Standing }) {
  const { canWrite, openMenu, setAbout } = useMessageActions();
  // The server draws for whoever has no mouse on it yet.
  if (import.meta.env.SSR) return null;
  return (
    <span className="message-actions">
      {canWrite && (
        <IconButton
          icon={Reply}
          label={m.message_reply()}
          className="message-reply"
          onClick={() => setAbout({ kind: "reply", message })}
        />
      )}
      <IconButton icon={Ellipsis} label={m.message_menu()} onClick={() => openMenu(message)} />
    </span>
  );
}
