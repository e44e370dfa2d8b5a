import { Copy } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { copyText } from "../../design/copy-text.ts";

/** Something to be taken elsewhere as it stands. */
export function CopyText({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex flex-col gap-2">
      <code
        className="block rounded-card bg-sunken px-3.5 py-3 text-13 break-all whitespace-pre-wrap select-all"
        dir="ltr"
      >
        {text}
      </code>
      <Button look="quiet" onClick={() => void copyText(text, m.site_copied())}>
        <Copy size={20} strokeWidth={1.75} aria-hidden="true" />
        {label}
      </Button>
    </div>
  );
}
