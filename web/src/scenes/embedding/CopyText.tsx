import { Copy } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { toast } from "../../design/Toast.tsx";

/** Something to be taken elsewhere as it stands. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast(m.site_copied());
  };
  return (
    <div className="flex flex-col gap-2">
      <code
        className="block rounded-card bg-sunken px-3.5 py-3 text-13 break-all whitespace-pre-wrap select-all"
        dir="ltr"
      >
        {text}
      </code>
      <Button look="quiet" onClick={() => void copy()}>
        <Copy size={20} strokeWidth={1.75} aria-hidden="true" />
        {label}
      </Button>
    </div>
  );
}
