import { Copy } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { copyText } from "../../design/copy-text.ts";

/** What a case is called on the telephone, in mails, in other programs: it is copied with a touch. */
export function CaseNumber({ number }: { number: string }) {
  return (
    <p className="-my-2 flex items-center">
      <span className="figures text-15 text-ink-2 select-all" dir="ltr">
        {number}
      </span>
      <button
        type="button"
        aria-label={m.case_number_copy({ number })}
        title={m.case_number_copy({ number })}
        className="grid size-11 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-sunken hover:text-ink"
        onClick={() => void copyText(number, m.case_number_copied({ number }))}
      >
        <Copy size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </p>
  );
}
