import { Pencil, Reply, X } from "lucide-react";
import type { About } from "../message/use-about.ts";
import { nameOf, useHere } from "./context.ts";
import { IconButton } from "./icon-button.tsx";
import { messageLine } from "./lines.ts";

type AboutBarProps = { about: About; onCancel: () => void };

/** Above the field: what one answers, or what one is rewriting. */
export function AboutBar({ about, onCancel }: AboutBarProps) {
  const here = useHere();
  const { say } = here;
  const { kind, message } = about;
  const Icon = kind === "reply" ? Reply : Pencil;
  return (
    <div className="relais-about">
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      <p aria-live="polite">
        <strong>
          {kind === "reply"
            ? say("replying", { name: nameOf(here, message.sender_id) })
            : say("editing")}
        </strong>
        <span dir="auto">{messageLine(say, message)}</span>
      </p>
      <IconButton icon={X} label={say("cancel")} onClick={onCancel} />
    </div>
  );
}
