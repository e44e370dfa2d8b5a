import { Copy } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { copyText } from "../../design/copy-text.ts";

/** For whoever began without an account: the address that brings them back, on any device. */
export function KeepLink({ address }: { address: string | null }) {
  if (address === null) return null;
  return (
    <section className="mt-7 flex flex-col gap-3">
      <h3 className="text-13 font-semibold text-ink-2">{m.embed_keep_title()}</h3>
      <p className="text-15 text-pretty">{m.embed_keep_text()}</p>
      <p className="rounded-card bg-sunken px-3.5 py-2.5 text-13 break-all select-all" dir="ltr">
        {address}
      </p>
      <Button look="quiet" wide onClick={() => void copyText(address, m.link_copied())}>
        <Copy size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.link_copy()}
      </Button>
    </section>
  );
}
