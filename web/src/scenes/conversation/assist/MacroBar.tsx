import type { KindView, OfferedReply } from "@relais/client";
import { X, Zap } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { macroWords } from "./macro-words.ts";

type MacroBarProps = { kind: KindView | undefined; reply: OfferedReply; onCancel: () => void };

/** What sending will do besides: seen before it is done, and left out with one tap. */
export function MacroBar({ kind, reply, onCancel }: MacroBarProps) {
  return (
    <output className="mx-auto flex w-full max-w-208 items-center gap-2 pb-2">
      <Zap size={18} strokeWidth={1.75} className="shrink-0 text-brand" aria-hidden="true" />
      <span className="min-w-0 flex-1 text-13">
        <span className="font-semibold">{m.canned_will_do()}</span>{" "}
        <span className="wrap-anywhere">{macroWords(kind, reply)}</span>
      </span>
      <IconButton icon={X} label={m.canned_words_only()} onClick={onCancel} />
    </output>
  );
}
