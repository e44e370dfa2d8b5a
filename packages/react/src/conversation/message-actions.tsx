import { Ellipsis, Reply } from "lucide-react";
import type { Standing } from "../message/rights.ts";
import { nameOf, useHere } from "./context.ts";
import { IconButton } from "./icon-button.tsx";
import { messageLine } from "./lines.ts";

/** Beside a message: answering it, and everything else one can do with it. */
export function MessageActions({ message }: { message: Standing }) {
  const here = useHere();
  const { canWrite, openMenu, say, setAbout } = here;
  // Which message it is, for whoever hears the button without seeing where it stands.
  const shared = {
    tabIndex: -1,
    "aria-description": `${nameOf(here, message.sender_id)}, ${messageLine(say, message)}`,
  };
  return (
    <span className="relais-message-actions" data-actions="">
      {canWrite && (
        <IconButton
          icon={Reply}
          label={say("reply")}
          {...shared}
          onClick={() => setAbout({ kind: "reply", message })}
        />
      )}
      <IconButton
        icon={Ellipsis}
        label={say("menu")}
        {...shared}
        onClick={() => openMenu(message)}
      />
    </span>
  );
}
