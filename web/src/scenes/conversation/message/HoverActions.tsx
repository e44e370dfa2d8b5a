import type { Standing } from "@relais/react/headless";
import { Ellipsis, Reply } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { lineOf } from "../../position/words.ts";
import { wordlessLine } from "../voice/words.ts";
import { useMessageActions } from "./context.ts";

type HoverActionsProps = {
  message: Standing;
  /** Whose it is, in the viewer's words. */
  name: string;
};

/** Beside a message for a mouse, and in the focus for a keyboard, whose arrows lead there. */
export function HoverActions({ message, name }: HoverActionsProps) {
  const { canWrite, openMenu, setAbout } = useMessageActions();
  // The server draws for whoever has no mouse on it yet.
  if (import.meta.env.SSR) return null;
  const line = message.text === "" ? wordlessLine(message.files) : lineOf(message.text);
  // Which message it is, for whoever hears the button without seeing where it stands.
  const shared = { tabIndex: -1, "aria-description": `${name}, ${line}` };
  return (
    <span className="message-actions" data-actions="">
      {canWrite && (
        <IconButton
          icon={Reply}
          label={m.message_reply()}
          className="message-reply"
          {...shared}
          onClick={() => setAbout({ kind: "reply", message })}
        />
      )}
      <IconButton
        icon={Ellipsis}
        label={m.message_menu()}
        {...shared}
        onClick={() => openMenu(message)}
      />
    </span>
  );
}
