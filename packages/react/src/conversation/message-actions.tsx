import { Ellipsis, Reply } from "lucide-react";
import type { Standing } from "../message/rights.ts";
import { useHere } from "./context.ts";
import { IconButton } from "./icon-button.tsx";

/** Beside a message: answering it, and everything else one can do with it. */
export function MessageActions({ message }: { message: Standing }) {
  const { canWrite, openMenu, say, setAbout } = useHere();
  return (
    <span className="relais-message-actions">
      {canWrite && (
        <IconButton
          icon={Reply}
          label={say("reply")}
          onClick={() => setAbout({ kind: "reply", message })}
        />
      )}
      <IconButton icon={Ellipsis} label={say("menu")} onClick={() => openMenu(message)} />
    </span>
  );
}
