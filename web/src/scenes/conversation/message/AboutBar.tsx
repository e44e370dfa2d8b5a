import type { ConversationView } from "@relais/client";
import type { About } from "@relais/react/headless";
import { Pencil, Reply, X } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { lineOf } from "../../position/words.ts";
import { wordlessLine } from "../voice/words.ts";
import { quotedName } from "./QuoteBlock.tsx";

type AboutBarProps = { about: About; view: ConversationView; onCancel: () => void };

/** Above the field: what one answers, or what one is rewriting. */
export function AboutBar({ about, view, onCancel }: AboutBarProps) {
  const { kind, message } = about;
  const Icon = kind === "reply" ? Reply : Pencil;
  const title =
    kind === "reply"
      ? m.composer_reply_to({ name: quotedName(view, message.sender_id) })
      : m.composer_editing();
  return (
    <div
      data-about={kind}
      className="rise mx-auto mb-2 flex w-full max-w-208 items-center gap-3 rounded-card bg-sunken ps-4"
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-brand" />
      <div className="min-w-0 flex-1 py-2" aria-live="polite">
        <p className="truncate text-13 font-semibold text-brand">{title}</p>
        <p dir="auto" className="truncate text-15 text-ink-2">
          {message.text === "" ? wordlessLine(message.files) : lineOf(message.text)}
        </p>
      </div>
      <IconButton icon={X} label={m.action_cancel()} onClick={onCancel} />
    </div>
  );
}
